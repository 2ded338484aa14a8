/** The PostgreSQL that all peers share. Start at {@link io.github.steadwork.benchmarks.postgres.Server}. */
@NullMarked
package io.github.steadwork.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
