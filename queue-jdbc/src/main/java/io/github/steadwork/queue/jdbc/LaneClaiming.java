package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.retry.ErrorKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of a claim that goes through lanes: some lanes after those that were served last, one job of each, then another one of
 * each, as their gates allow.
 */
final class LaneClaiming {

    private static final int FEWEST = 8;
    private static final int MOST = 128;
    private static final int MOST_LOOKED_AT = 2_048;

    private final Lanes lanes;
    private final LaneTurns turns;
    private final ClaimRequest request;
    private final Gates gates;
    private final long now;
    private final JobTable jobs;

    LaneClaiming(Session session, ClaimRequest request, LaneTurns turns) throws SQLException {
        this.lanes = Lanes.of(session, request);
        this.turns = turns;
        this.request = request;
        this.now = session.now();
        this.gates = new Gates(session, request.worker(), now);
        this.jobs = new JobTable(session);
    }

    /** Who takes the jobs that may go. */
    interface Taking {

        /** Whether a job is wanted; one that is not stays where it is. */
        boolean wants(JobRow row);

        void take(JobRow row);

        /** Writes those down that were taken, so that they are not seen again. */
        void store() throws SQLException;
    }

    /**
     * Goes through the lanes until so many jobs were taken, or none can be.
     *
     * @return how many were taken
     */
    int claim(Lanes.Wish wish, int most, Taking taking) throws SQLException {
        int taken = 0;
        int inThisRound = most > 0 ? round(wish, most, taking) : 0;
        while (inThisRound > 0 && taken + inThisRound < most) {
            taken += inThisRound;
            inThisRound = round(wish, most - taken, taking);
        }
        return taken + inThisRound;
    }

    /** Once around, from the lane after the last one to itself. */
    private int round(Lanes.Wish wish, int most, Taking taking) throws SQLException {
        String start = turns.after(wish.queue(), wish.priority());
        String after = start;
        boolean wrapped = start.isEmpty();
        boolean more = true;
        int looked = 0;
        int taken = 0;
        while (more && taken < most && looked < MOST_LOOKED_AT) {
            int some = Math.max(FEWEST, Math.min(MOST, 2 * (most - taken)));
            List<String> next = lanes.next(wish, after, some);
            List<String> unseen = wrapped && !start.isEmpty() ? upTo(start, next) : next;
            taken += unseen.isEmpty() ? 0 : serve(wish, unseen, most - taken, taking);
            looked += unseen.size();
            boolean atEnd = next.size() < some;
            more = unseen.size() == next.size() && !(atEnd && wrapped);
            wrapped |= atEnd;
            after = atEnd ? "" : next.get(next.size() - 1);
        }
        if (taken == 0 && looked >= MOST_LOOKED_AT) {
            turns.served(wish.queue(), wish.priority(), after); // all of these are held up: the next claim looks beyond
        }
        return taken;
    }

    private static List<String> upTo(String last, List<String> lanes) {
        return lanes.stream().takeWhile(lane -> lane.compareTo(last) <= 0).toList();
    }

    private int serve(Lanes.Wish wish, List<String> some, int most, Taking taking) throws SQLException {
        int share = (most + some.size() - 1) / some.size();
        List<JobRow> rows = lanes.first(wish, some, share);
        end(rows.stream().filter(row -> row.isExpired(now)).toList());
        List<JobRow> able = rows.stream()
                .filter(row -> !row.isExpired(now) && request.suits(row.flow()))
                .toList();
        gates.lock(able);
        int taken = 0;
        for (JobRow row : inTurns(able)) {
            if (taken < most && taking.wants(row) && gates.admit(row, request.token())) {
                taking.take(row);
                taken++;
                turns.served(wish.queue(), wish.priority(), String.valueOf(row.lane));
            }
        }
        taking.store();
        gates.store();
        return taken;
    }

    /** The first of each lane, then the second of each, and so on. */
    private static List<JobRow> inTurns(List<JobRow> rows) {
        Map<String, List<JobRow>> byLane = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.lane), LinkedHashMap::new, Collectors.toList()));
        Collection<List<JobRow>> lanes = byLane.values();
        List<JobRow> inTurns = new ArrayList<>(rows.size());
        for (int turn = 0; inTurns.size() < rows.size(); turn++) {
            for (List<JobRow> lane : lanes) {
                if (turn < lane.size()) {
                    inTurns.add(lane.get(turn));
                }
            }
        }
        return inTurns;
    }

    private void end(List<JobRow> expired) throws SQLException {
        expired.forEach(row -> expire(row, now));
        jobs.end(expired);
    }

    /** Ends a job that has not started by when it had to. */
    static void expire(JobRow row, long now) {
        long startBy = row.startBy == null ? now : row.startBy;
        row.error =
                Texts.json(ErrorInfo.of("expired", "not started by " + Micros.instant(startBy), ErrorKind.PERMANENT));
        row.toEnded(JobState.CANCELLED, now);
    }

    Optional<Duration> askAgain() {
        return gates.askAgain();
    }
}
