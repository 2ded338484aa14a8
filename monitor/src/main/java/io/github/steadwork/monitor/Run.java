package io.github.steadwork.monitor;

import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An attempt that is being made. Safe for use by many threads. */
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
    private volatile Optional<WorkerId> worker;
    private volatile Pace pace = Pace.NONE;

    Run(JobRecord job, Instant since) {
        this.job = job;
        this.since = since;
        this.worker = job.lease().map(JobRecord.Holder::worker);
    }

    /** Whether it is the run of this claim; the same job may have been claimed anew. */
    boolean isOf(JobRecord claimed) {
        return claimed.lease().equals(job.lease()) && claimed.counters().equals(job.counters());
    }

    void progressed(Progress now) {
        pace = pace.next(now);
    }

    boolean isOn(WorkerId other) {
        return worker.isPresent() && worker.get().equals(other);
    }

    void moveTo(WorkerId renamed) {
        worker = Optional.of(renamed);
    }

    RunningJob snapshot(Instant now) {
        Pace current = pace;
        Duration ran = Duration.between(since, now);
        return new RunningJob(
                job.id(),
                job.request().type(),
                job.request().queue(),
                job.counters().attempt(),
                worker,
                since,
                ran.isNegative() ? Duration.ZERO : ran,
                current.latest(),
                current.rate());
    }
}
