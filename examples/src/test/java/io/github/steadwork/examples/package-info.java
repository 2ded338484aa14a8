@NullMarked
package io.github.steadwork.examples;

import org.jspecify.annotations.NullMarked;
