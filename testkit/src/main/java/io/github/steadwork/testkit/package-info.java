/**
 * For tests of backends and of jobs.
 *
 * <p>To test a backend, inherit {@link io.github.steadwork.testkit.QueueBackendContract} and
 * {@link io.github.steadwork.testkit.JobEngineContract} and say how to open it; that is the whole test class. To test what
 * depends on time, use a {@link io.github.steadwork.testkit.ManualClock}. To look at stored jobs, use
 * {@link io.github.steadwork.testkit.JobAssertions}.
 */
@NullMarked
package io.github.steadwork.testkit;

import org.jspecify.annotations.NullMarked;
