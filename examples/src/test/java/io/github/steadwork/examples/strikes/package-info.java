@NullMarked
package io.github.steadwork.examples.strikes;

import org.jspecify.annotations.NullMarked;
