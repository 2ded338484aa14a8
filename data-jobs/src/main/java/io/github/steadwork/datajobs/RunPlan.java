package io.github.steadwork.datajobs;

import io.github.steadwork.job.JobId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is. It is saved before anything follows from it.
 *
 * @param startedAt when it began
 * @param deadline when it is called off; empty for never
 * @param watch the job that calls it off then
 * @param notice the job that tells of its end
 * @param result what it has come to; empty until then
 */
record RunPlan(
        Instant startedAt, Optional<Instant> deadline, JobId watch, JobId notice, Optional<DataJobResult> result) {

    static RunPlan begin(DataJob job, Instant now) {
        return new RunPlan(now, job.timeout().map(now::plus), JobId.create(), JobId.create(), Optional.empty());
    }

    boolean isLate(Instant now) {
        return deadline.isPresent() && !now.isBefore(deadline.get());
    }

    RunPlan over(DataJobResult what) {
        return new RunPlan(startedAt, deadline, watch, notice, Optional.of(what));
    }
}
