package io.github.steadwork.queue.inmemory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The due jobs of one queue and priority, in a lane per type: so types that nobody asks for cost nothing, however many jobs
 * of them are waiting in front.
 */
final class ReadyJobs {

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Lane> suspects = new HashMap<>();

    void add(Entry entry) {
        Map<String, Lane> side = entry.suspect ? suspects : lanes;
        side.computeIfAbsent(entry.request.type(), type -> new Lane(type, entry.suspect))
                .add(entry);
    }

    /** Gives the claim what it wants, by due time and arrival across the lanes. */
    void claim(Claiming claim) {
        PriorityQueue<Head> heads = heads(claim);
        while (!claim.isFull() && !heads.isEmpty()) {
            Lane lane = heads.remove().lane;
            Entry entry = lane.first();
            if (entry == null || (lane.suspects && !claim.hasFreeSlot()) || !claim.isOldEnough(entry)) {
                continue;
            }
            claim.take(entry);
            addHead(heads, lane);
        }
    }

    /** The first job that the claim wants; null if there is none. */
    @Nullable
    Entry first(Claiming claim) {
        Head head = heads(claim).peek();
        return head == null || !claim.isOldEnough(head.entry) ? null : head.entry;
    }

    private PriorityQueue<Head> heads(Claiming claim) {
        PriorityQueue<Head> heads = new PriorityQueue<>(2);
        for (Lane lane : lanes.values()) {
            if (claim.wants(lane.type)) {
                addHead(heads, lane);
            }
        }
        for (Lane lane : suspects.values()) {
            if (claim.hasFreeSlot() && claim.wants(lane.type)) {
                addHead(heads, lane);
            }
        }
        return heads;
    }

    private static void addHead(PriorityQueue<Head> heads, Lane lane) {
        Entry first = lane.first();
        if (first != null) {
            heads.add(new Head(first, lane));
        }
    }

    /** The due time of the job that has been due longest; null if there is none. */
    @Nullable
    Instant oldest() {
        Instant inLanes = oldest(lanes);
        Instant inSuspects = oldest(suspects);
        if (inLanes == null || inSuspects == null) {
            return inLanes == null ? inSuspects : inLanes;
        }
        return inSuspects.isBefore(inLanes) ? inSuspects : inLanes;
    }

    private static @Nullable Instant oldest(Map<String, Lane> side) {
        Instant oldest = null;
        for (Lane lane : side.values()) {
            Entry first = lane.first();
            if (first != null && (oldest == null || first.runAt.isBefore(oldest))) {
                oldest = first.runAt;
            }
        }
        return oldest;
    }

    private record Head(Entry entry, Lane lane) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            if (entry == other.entry) {
                return 0;
            }
            return entry.isBefore(other.entry) ? -1 : 1;
        }
    }
}
