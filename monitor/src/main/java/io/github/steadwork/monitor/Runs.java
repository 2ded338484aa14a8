package io.github.steadwork.monitor;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.WorkerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is running, one run to a job. Safe for use by many threads.
 *
 * <p>A retried job may start anew before the end of its last attempt is told; so an end takes away only the run of its own
 * claim. A run whose end is never told goes when its job starts anew or is reclaimed, or when its engine stops.
 *
 * <p>Every job passes through here, and most are over at once. So a run has a place by its job's id, of which there are many times
 * more than a process has threads; only one that finds its place taken goes into the map.
 */
final class Runs {

    /** What is kept at most: far more than one process runs at a time, and a bound on what could go wrong. */
    static final int MOST = 10_000;

    private static final int PLACES = 512;

    private final AtomicReferenceArray<@Nullable Run> places = new AtomicReferenceArray<>(PLACES);
    private final ConcurrentHashMap<JobId, Run> others = new ConcurrentHashMap<>();

    void started(JobRecord job, Instant now) {
        Run run = new Run(job, now);
        int place = placeOf(job.id());
        if (!others.isEmpty()) {
            others.remove(job.id());
        }
        Run there = places.get(place);
        boolean free = there == null || there.isOf(job.id());
        boolean placed = free && places.compareAndSet(place, there, run);
        if (!placed && others.mappingCount() < MOST - PLACES) {
            others.put(job.id(), run);
        }
    }

    void progressed(JobRecord job, Progress progress) {
        Run run = find(job);
        if (run != null) {
            run.progressed(progress);
        }
    }

    /** Takes the run of this claim off the list, and hands it out if it was there. */
    @Nullable
    Run ended(JobRecord job) {
        Run run = find(job);
        if (run != null) {
            remove(run);
        }
        return run;
    }

    private @Nullable Run find(JobRecord claimed) {
        Run run = places.get(placeOf(claimed.id()));
        if (run != null && run.isOf(claimed)) {
            return run;
        }
        Run other = others.isEmpty() ? null : others.get(claimed.id());
        return other != null && other.isOf(claimed) ? other : null;
    }

    private void remove(Run run) {
        if (!places.compareAndSet(placeOf(run.id()), run, null)) {
            others.remove(run.id(), run);
        }
    }

    private void removeIf(Predicate<Run> isOver) {
        all().filter(isOver).forEach(this::remove);
    }

    void reclaimed(JobId id, WorkerId from) {
        removeIf(run -> run.isOf(id) && run.isOn(from));
    }

    /** A worker goes on under another name. */
    void replaced(WorkerId before, WorkerId now) {
        all().filter(run -> run.isOn(before)).forEach(run -> run.moveTo(now));
    }

    void stopped(WorkerId worker) {
        removeIf(run -> run.isOn(worker));
    }

    List<RunningJob> snapshot(Instant now) {
        return all().map(run -> run.snapshot(now))
                .sorted(Comparator.comparing(RunningJob::since).thenComparing(RunningJob::id))
                .toList();
    }

    private Stream<Run> all() {
        Stream<Run> placed = IntStream.range(0, PLACES).mapToObj(places::get).flatMap(Stream::ofNullable);
        return Stream.concat(placed, others.values().stream());
    }

    /** The lower half of an id is random. */
    private static int placeOf(JobId id) {
        return (int) id.value().getLeastSignificantBits() & (PLACES - 1);
    }
}
