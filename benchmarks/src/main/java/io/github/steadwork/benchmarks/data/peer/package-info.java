/** Ways to do the same work on rows, and what they do it with. Start at {@link io.github.steadwork.benchmarks.data.peer.Works}. */
@NullMarked
package io.github.steadwork.benchmarks.data.peer;

import org.jspecify.annotations.NullMarked;
