/** What the scheduler and the orchestrator share: looking again and again, and writing down who did what. Not for users. */
@NullMarked
package io.github.steadwork.scheduler.loop;

import org.jspecify.annotations.NullMarked;
