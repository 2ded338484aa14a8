package io.github.steadwork.queue.inmemory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The due jobs of one queue and priority that ask something of the flow, by the lane that they stand in. Lanes take turns, one job a
 * turn; one whose first job cannot go now lets the others pass.
 */
final class Turns {

    private final Map<String, Turn> known = new HashMap<>();
    private final Deque<Turn> order = new ArrayDeque<>();

    private record Turn(String lane, ReadyJobs jobs) {}

    void add(Entry entry) {
        String lane = entry.request.flow().lane(entry.request.type(), entry.request.queue());
        known.computeIfAbsent(lane, this::newTurn).jobs.add(entry);
    }

    private Turn newTurn(String lane) {
        Turn turn = new Turn(lane, new ReadyJobs());
        order.add(turn);
        return turn;
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    void claim(Claiming claim) {
        int passed = 0;
        while (!claim.isFull() && passed < order.size()) {
            Turn turn = order.remove();
            if (turn.jobs.oldest() == null) {
                known.remove(turn.lane);
                continue;
            }
            order.add(turn);
            passed = claimOne(turn, claim) ? 0 : passed + 1;
        }
    }

    private static boolean claimOne(Turn turn, Claiming claim) {
        Entry first = turn.jobs.first(claim);
        return first != null && claim.takeIfItMayGo(first);
    }

    /** The due time of the job that has been due longest; null if there is none. */
    @Nullable
    Instant oldest() {
        Instant oldest = null;
        for (Turn turn : order) {
            Instant first = turn.jobs.oldest();
            if (first != null && (oldest == null || first.isBefore(oldest))) {
                oldest = first;
            }
        }
        return oldest;
    }
}
