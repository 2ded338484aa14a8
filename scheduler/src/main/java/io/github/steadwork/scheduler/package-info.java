/**
 * When work is due: schedules as values that compute their fire times.
 *
 * <p>Start at {@link io.github.steadwork.scheduler.Schedules}, which makes a
 * {@link io.github.steadwork.scheduler.Schedule}; its {@link io.github.steadwork.scheduler.ScheduleSpec} is the form to
 * store. Nothing here fires: who holds a schedule asks it for the next fire time and enqueues the job.
 */
@NullMarked
package io.github.steadwork.scheduler;

import org.jspecify.annotations.NullMarked;
