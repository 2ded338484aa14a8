@NullMarked
package io.github.steadwork.pipeline.http;

import org.jspecify.annotations.NullMarked;
