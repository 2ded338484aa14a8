/**
 * Lists jobs at compile time, so that nothing is scanned at run time.
 *
 * <p>Start at {@link io.github.steadwork.processor.AutoRegisterProcessor}, which says how to switch it on.
 */
@NullMarked
package io.github.steadwork.processor;

import org.jspecify.annotations.NullMarked;
