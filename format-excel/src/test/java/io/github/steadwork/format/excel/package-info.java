@NullMarked
package io.github.steadwork.format.excel;

import org.jspecify.annotations.NullMarked;
