package io.github.steadwork.monitor;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.monitor.loop.Repeated;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened on all nodes of a backend, by minute for a day and by hour for 90 days: for charts that read a few hundred
 * small documents, however much history there is.
 *
 * <pre>{@code
 * Rollups rollups = Rollups.start(engine, monitor);
 * rollups.hours(Subject.type("send-invoice"), Instant.now().minus(Duration.ofDays(7)), Instant.now());
 * }</pre>
 *
 * <p>Each node sums up what its monitor counts and stores that every 15 seconds, on a thread of its own, in documents that it
 * alone writes; so nodes never wait for each other, and nothing is counted twice. Of a node that dies, what it has not stored is
 * missing: the last 15 seconds. Documents of hours that are long over are put together by whoever comes first. Types and
 * queues beyond the limit of the monitor are counted as {@link JobMonitor#OTHER}. Safe for use by many threads.
 */
public final class Rollups implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final int PAGE = 500;
    private static final int MOST = 20_000;

    private final StateStore documents;
    private final RollupWriter writer;
    private final Compaction compaction;
    private final Repeated repeated;

    /** Not started: stores when it is told to. */
    Rollups(StateStore documents, JobMonitor monitor, JobListener listener) {
        monitor.collectUnstored();
        this.documents = documents;
        this.writer = new RollupWriter(documents, monitor);
        this.compaction = new Compaction(documents);
        this.repeated = new Repeated("steadwork-rollups", listener);
    }

    /**
     * Begins to store what this monitor counts, until it is closed.
     *
     * @throws IllegalStateException if this is done for the monitor already
     */
    public static Rollups start(JobEngine engine, JobMonitor monitor) {
        Rollups rollups = new Rollups(engine.backend().documents(), monitor, engine::tell);
        rollups.repeated.every(PAUSE, "store figures", rollups::flush);
        rollups.repeated.every(Duration.ofMinutes(1), "put figures together", rollups::maintain);
        return rollups;
    }

    /**
     * Stores what has been counted until now; it is done every 15 seconds anyway.
     *
     * @throws io.github.steadwork.queue.JobQueueException if it could not be stored; it is not lost, but stored the next time
     */
    public void flush() {
        writer.flush();
    }

    void maintain() {
        compaction.run();
    }

    /**
     * By minute, oldest first, without gaps; minutes are kept for 24 hours.
     *
     * @param from the minute in which this is comes first
     * @param until minutes that begin before this
     * @throws IllegalArgumentException if that is more than 20,000
     */
    public List<Rollup> minutes(Subject subject, Instant from, Instant until) {
        return read(Level.MINUTE, subject, from, until);
    }

    /**
     * By hour, oldest first, without gaps; hours are kept for 90 days.
     *
     * @param from the hour in which this is comes first
     * @param until hours that begin before this
     * @throws IllegalArgumentException if that is more than 20,000
     */
    public List<Rollup> hours(Subject subject, Instant from, Instant until) {
        return read(Level.HOUR, subject, from, until);
    }

    private List<Rollup> read(Level level, Subject subject, Instant from, Instant until) {
        Instant first = level.startOf(from);
        Map<Instant, Sum> sums = new TreeMap<>();
        for (Instant start = first; start.isBefore(until); start = start.plus(level.length)) {
            sums.put(start, new Sum());
            if (sums.size() > MOST) {
                throw new IllegalArgumentException("from " + from + " until " + until + " are more than " + MOST);
            }
        }
        addStored(level, subject, first, sums);
        List<Rollup> rollups = new ArrayList<>();
        sums.forEach((start, sum) -> rollups.add(sum.rollup(start, level.length)));
        return rollups;
    }

    private void addStored(Level level, Subject subject, Instant first, Map<Instant, Sum> sums) {
        String after = Level.keyBefore(subject, first);
        List<Document> page;
        do {
            page = documents.list(level.namespace, after, PAGE);
            for (Document document : page) {
                if (!document.key().startsWith(subject.key())) {
                    return;
                }
                Sum sum = sums.get(RollupKey.startOf(document.key()));
                if (sum != null) {
                    StoredCell.read(document.json()).addTo(sum);
                }
                after = document.key();
            }
        } while (page.size() == PAGE);
    }

    /** Stores what is left, and ends. */
    @Override
    public void close() {
        repeated.close();
        repeated.guarded("store figures", this::flush);
    }
}
