@NullMarked
package io.github.steadwork.format.parquet;

import org.jspecify.annotations.NullMarked;
