/** Runs contenders in turns and compares what comes out. Start at {@link io.github.steadwork.benchmarks.rounds.Rounds}. */
@NullMarked
package io.github.steadwork.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;
