package io.github.steadwork.monitor;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt that is being made. Made for every job, so it writes nothing that is not needed. Safe for use by many threads. */
final class Run {

    /**
     * How far it is.
     *
     * @param latest what it last said
     * @param begun how long the attempt had run when the job began to count, or to count anew
     */
    private record Pace(Progress latest, Duration begun) {

        static final Pace NONE = new Pace(Progress.NONE, Duration.ZERO);

        /** The pace after it said that; a job that counts anew is at another phase, whose rate is its own. */
        Pace next(Progress now) {
            if (now.elapsed().compareTo(latest.elapsed()) < 0) {
                return new Pace(now, Duration.ZERO); // its meter was restarted, and measures the phase itself
            }
            boolean anew = now.done() < latest.done()
                    || (!now.operation().equals(latest.operation())
                            && !now.total().equals(latest.total())
                            && latest.total().isPresent());
            return new Pace(now, anew ? latest.elapsed() : begun);
        }

        double rate() {
            double seconds = latest.elapsed().minus(begun).toNanos() / 1e9;
            return seconds <= 0 ? 0 : Math.max(0, latest.done() / seconds);
        }
    }

    private final JobRecord job;
    private final Instant since;
    private volatile @Nullable WorkerId renamed;
    private volatile @Nullable Pace pace;

    Run(JobRecord job, Instant since) {
        this.job = job;
        this.since = since;
    }

    JobId id() {
        return job.id();
    }

    Instant since() {
        return since;
    }

    boolean isOf(JobId other) {
        return job.id().equals(other);
    }

    /** Whether it is the run of this claim; the same job may have been claimed anew. */
    @SuppressWarnings("ReferenceEquality") // an engine tells of an attempt with the very record that it has claimed
    boolean isOf(JobRecord claimed) {
        return claimed == job
                || (isOf(claimed.id())
                        && claimed.lease().equals(job.lease())
                        && claimed.counters().equals(job.counters()));
    }

    void progressed(Progress now) {
        pace = pace().next(now);
    }

    boolean isOn(WorkerId other) {
        return worker().filter(other::equals).isPresent();
    }

    void moveTo(WorkerId now) {
        renamed = now;
    }

    private Optional<WorkerId> worker() {
        WorkerId now = renamed;
        return now == null ? job.lease().map(JobRecord.Holder::worker) : Optional.of(now);
    }

    private Pace pace() {
        Pace known = pace;
        return known == null ? Pace.NONE : known;
    }

    RunningJob snapshot(Instant now) {
        Pace current = pace();
        Duration ran = Duration.between(since, now);
        return new RunningJob(
                job.id(),
                job.request().type(),
                job.request().queue(),
                job.counters().attempt(),
                worker(),
                since,
                ran.isNegative() ? Duration.ZERO : ran,
                current.latest(),
                current.rate());
    }
}
