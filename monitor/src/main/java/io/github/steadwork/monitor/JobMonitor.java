package io.github.steadwork.monitor;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows what runs in this process and how it has gone of late: a listener to register with one engine or several.
 *
 * <pre>{@code
 * JobMonitor monitor = new JobMonitor(InstantSource.system());
 * JobEngine engine = JobEngine.builder().queue(backend).register(new SendInvoice()).listener(monitor).start();
 * monitor.snapshot().all().in(Window.LAST_MINUTE).throughput();
 * }</pre>
 *
 * <p>It sees what its engines tell, not what other processes do, and forgets with the process. Memory is bounded: statistics
 * are kept for so many types and so many queues, usually 65 kB for each that is busy all day and never more than 350 kB, and
 * at most 10,000 running jobs are listed, though all are counted. Telling it costs about a tenth of a microsecond and makes
 * no thread wait for another. Safe for use by many threads.
 */
public final class JobMonitor implements JobListener {

    /** The name under which the types, or queues, beyond the limit are counted together; also what goes by that name. */
    public static final String OTHER = "other";

    /** How many types and how many queues have statistics of their own, unless said otherwise. */
    public static final int MOST_NAMES = 200;

    private static final long UNKNOWN = -1;
    private static final int FEW = 20;

    /** Up to this many microseconds, an attempt's end is taken from its start and its length: that saves a look at the clock. */
    private static final long SHORT = 1_000_000;

    private final InstantSource clock;
    private final Instant since;
    private final Recorder recorder;
    private final Runs runs = new Runs();
    private final Failures failures;
    private volatile @Nullable Alarm lastAlarm;
    private final List<Consumer<JobEvent.OfAttempt>> followers = new CopyOnWriteArrayList<>();

    /** A monitor that begins now, with statistics for the first {@value #MOST_NAMES} types and queues. */
    public JobMonitor(InstantSource clock) {
        this(clock, MOST_NAMES);
    }

    /**
     * A monitor that begins now.
     *
     * @param mostNames how many types and how many queues get statistics of their own, first come, first served; 1 or more
     */
    public JobMonitor(InstantSource clock, int mostNames) {
        if (mostNames < 1) {
            throw new IllegalArgumentException("mostNames is " + mostNames + ", allowed is 1 or more");
        }
        this.clock = Objects.requireNonNull(clock, "clock");
        this.since = clock.instant();
        this.failures = new Failures(mostNames);
        this.recorder = new Recorder(new History(micros(since), mostNames));
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.Settled settled) {
            onSettled(settled);
        } else if (event instanceof JobEvent.Started started) {
            onStarted(started);
        } else if (event instanceof JobEvent.Progressed progressed) {
            runs.progressed(progressed.job(), progressed.progress());
        } else if (event instanceof JobEvent.DataMoved moved) {
            StoredRequest request = moved.job().request();
            recorder.add(request.type(), request.queue(), Cell.of(moved.volume()), micros(clock.instant()));
        } else if (event instanceof JobEvent.Enqueued enqueued) {
            count(enqueued.type(), enqueued.queue(), Kind.ENQUEUED);
        } else if (event instanceof JobEvent.LeaseLost lost) {
            onLeaseLost(lost);
        } else if (event instanceof JobEvent.Reclaimed reclaimed) {
            onReclaimed(reclaimed);
        } else if (event instanceof JobEvent.WorkerReplaced replaced) {
            runs.replaced(replaced.before(), replaced.worker());
        } else if (event instanceof JobEvent.EngineStopped stopped) {
            runs.stopped(stopped.worker());
        } else if (event instanceof JobEvent.PipelineAlarm alarm) {
            lastAlarm = new Alarm(clock.instant(), alarm.what());
        }
    }

    private void onStarted(JobEvent.Started event) {
        Instant now = clock.instant();
        runs.started(event.job(), now);
        long nowMicros = micros(now);
        long waited = Math.max(0, nowMicros - micros(event.job().runAt()));
        count(event.job(), Kind.STARTED, waited, nowMicros);
        tellFollowers(event);
    }

    private void onSettled(JobEvent.Settled event) {
        Run run = runs.ended(event.job());
        Kind kind = Kind.of(event);
        failures.settled(event.type(), kind);
        long ran = event.ran().toNanos() / 1000;
        long length = kind.hasTelltaleLength() && !event.ran().isZero() ? ran : UNKNOWN;
        count(
                event.job(),
                kind,
                length,
                run == null || ran > SHORT ? micros(clock.instant()) : micros(run.since()) + ran);
        tellFollowers(event);
    }

    private void onLeaseLost(JobEvent.LeaseLost event) {
        runs.ended(event.job());
        count(event.job(), Kind.LEASE_LOST, UNKNOWN, micros(clock.instant()));
        tellFollowers(event);
    }

    private void onReclaimed(JobEvent.Reclaimed event) {
        runs.reclaimed(event.id(), event.worker());
        count(event.type(), Batch.NO_QUEUE, Kind.RECLAIMED);
        if (event.parked()) {
            count(event.type(), Batch.NO_QUEUE, Kind.FAILED);
        }
    }

    private void count(String type, String queue, Kind kind) {
        recorder.count(type, queue, kind, UNKNOWN, micros(clock.instant()));
    }

    private void count(JobRecord job, Kind kind, long length, long micros) {
        recorder.count(job.request().type(), job.request().queue(), kind, length, micros);
    }

    /** All that is known now: some ten milliseconds of work with 200 types; those who tell the monitor do not wait for it. */
    public MonitorSnapshot snapshot() {
        Instant now = clock.instant();
        long nowMicros = micros(now);
        List<RunningJob> running = runs.snapshot(now);
        return recorder.read(
                nowMicros,
                history -> new MonitorSnapshot(
                        now,
                        since,
                        running,
                        history.all(nowMicros),
                        history.types(nowMicros),
                        history.queues(nowMicros)));
    }

    /** A snapshot without types, and with queues only where they are few, for those who look often. */
    MonitorSnapshot glance() {
        Instant now = clock.instant();
        List<RunningJob> running = runs.snapshot(now);
        long nowMicros = micros(now);
        return recorder.read(
                nowMicros,
                history -> new MonitorSnapshot(
                        now, since, running, history.all(nowMicros), List.of(), history.queues(nowMicros, FEW)));
    }

    /** What is running now, the longest first; cheaper than a snapshot. */
    public List<RunningJob> running() {
        return runs.snapshot(clock.instant());
    }

    /**
     * The types whose last attempts failed, with how many in a row, since the last success. Of types beyond the limit it is not
     * known.
     */
    public Map<String, Integer> failuresInARow() {
        return failures.snapshot();
    }

    /** What an orchestrator has told last of what must not be, as more pipelines at work than may be; empty if not within this time. */
    public Optional<String> pipelineAlarm(Duration within) {
        Alarm last = lastAlarm;
        return last == null || last.at.plus(within).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(last.what);
    }

    private record Alarm(Instant at, String what) {}

    /** Keeps what is counted from now on until it is taken. */
    void collectUnstored() {
        if (!recorder.read(micros(clock.instant()), History::collect)) {
            throw new IllegalStateException("the figures of this monitor are stored already");
        }
    }

    Map<Long, Map<Subject, Cell>> takeUnstored() {
        return recorder.read(micros(clock.instant()), History::takeUnstored);
    }

    Instant now() {
        return clock.instant();
    }

    /** Tells this of starts and ends from now on, on the engine's threads; it must not throw, and return at once. */
    void follow(Consumer<JobEvent.OfAttempt> follower) {
        followers.add(follower);
    }

    void unfollow(Consumer<JobEvent.OfAttempt> follower) {
        followers.remove(follower);
    }

    private void tellFollowers(JobEvent.OfAttempt event) {
        for (Consumer<JobEvent.OfAttempt> follower : followers) {
            follower.accept(event);
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }
}
