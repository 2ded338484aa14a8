/**
 * What jobs log through SLF4J, in the log of their runs, by Logback. Start at {@link
 * io.github.steadwork.logging.logback.LogbackRunLog}.
 */
@NullMarked
package io.github.steadwork.logging.logback;

import org.jspecify.annotations.NullMarked;
