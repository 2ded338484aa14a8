package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.ClaimRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * From which due time on a claim has to look. Usually from the beginning. But while somebody holds a transaction open for long, the
 * database cannot clear away the traces of jobs that are gone, and each look from the beginning has to step over all of them. When
 * looks become slow and there are many such traces, most begin where the last one ended; one from the beginning is made again and again, for jobs that
 * came late to an early place, as often as a tenth of the time allows.
 */
final class Floors {

    /** So much is slow for a look as such, and so much for each job that it finds. */
    private static final Duration SLOW_LOOK = Duration.ofMillis(20);

    private static final Duration SLOW_JOB = Duration.ofNanos(50_000);
    private static final int SHARE = 10;
    private static final int PRIORITIES = 4;

    private final Map<Lane, Floor> floors = new ConcurrentHashMap<>();

    private final LongSupplier nanos;

    /** By this clock, which counts nanoseconds. */
    Floors(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Says whether there are many traces of rows that are gone. */
    @FunctionalInterface
    interface Debris {
        boolean isHigh() throws SQLException;
    }

    private record Lane(String queue, Set<String> types) {}

    /** Where the next look begins, by priority; and when one has to begin at the beginning again, by the nano clock. */
    private static final class Floor {

        private final long[] runAt;
        private final long until;

        Floor(long[] runAt, long until) {
            this.runAt = runAt;
            this.until = until;
        }
    }

    /** A look that is about to be made. */
    static final class Look {

        private final Lane lane;
        private final long[] from;
        private final boolean isWhole;
        private final long began;

        private Look(Lane lane, long[] from, boolean isWhole, long began) {
            this.began = began;
            this.lane = lane;
            this.from = from;
            this.isWhole = isWhole;
        }

        /** The earliest due time to look for at this priority. */
        long from(int priority) {
            return from[priority];
        }
    }

    /** Where to look now. */
    Look look(String queue, ClaimRequest request) {
        Lane lane = new Lane(queue, request.types());
        Floor floor = floors.get(lane);
        long now = nanos.getAsLong();
        if (floor != null && now - floor.until < 0) {
            return new Look(lane, floor.runAt, false, now);
        }
        long[] beginning = new long[PRIORITIES];
        Arrays.fill(beginning, Long.MIN_VALUE);
        return new Look(lane, beginning, true, now);
    }

    /** Learns from what a look has found; asks for debris only if it was slow. */
    void learn(Look look, List<JobRow> found, Debris debris) throws SQLException {
        long took = nanos.getAsLong() - look.began;
        boolean isSlow = took > SLOW_LOOK.toNanos() + found.size() * SLOW_JOB.toNanos();
        if (look.isWhole && !(isSlow && debris.isHigh())) {
            floors.remove(look.lane);
            return;
        }
        Floor known = floors.get(look.lane);
        long until = look.isWhole || known == null ? look.began + took + SHARE * took : known.until;
        long[] runAt = look.from.clone();
        for (JobRow row : found) {
            runAt[row.priority] = Math.max(runAt[row.priority], row.runAt);
        }
        floors.put(look.lane, new Floor(runAt, until));
    }
}
