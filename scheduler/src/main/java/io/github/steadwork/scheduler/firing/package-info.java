/**
 * Schedules that fire: stored, claimed by one of many nodes, turned into jobs.
 *
 * <p>Start at {@link io.github.steadwork.scheduler.firing.Scheduler}, and say with a
 * {@link io.github.steadwork.scheduler.firing.JobSchedule} what to enqueue when. A fire time is claimed by one write that advances the
 * schedule's document at its version and stores the job, so however many nodes look at it, each fire time becomes one job.
 */
@NullMarked
package io.github.steadwork.scheduler.firing;

import org.jspecify.annotations.NullMarked;
