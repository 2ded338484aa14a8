/**
 * Job systems on PostgreSQL, all behind {@link io.github.steadwork.benchmarks.peer.Peer}. What they run is the same everywhere: a
 * job with a number, which it counts in the {@link io.github.steadwork.benchmarks.peer.Ledger}.
 */
@NullMarked
package io.github.steadwork.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
