/** What the scheduler and the orchestrator share: looking again and again. Not for users. */
@NullMarked
package io.github.steadwork.scheduler.loop;

import org.jspecify.annotations.NullMarked;
