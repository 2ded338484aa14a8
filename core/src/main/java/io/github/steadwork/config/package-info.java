/** Settings of an engine. Start at {@link io.github.steadwork.config.JobConfig}. */
@NullMarked
package io.github.steadwork.config;

import org.jspecify.annotations.NullMarked;
