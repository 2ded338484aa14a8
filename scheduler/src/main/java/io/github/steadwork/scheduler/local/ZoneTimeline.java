package io.github.steadwork.scheduler.local;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stretches of a zone between changes of its offset, as a table up to the year 2100 and by rule after it. Tables are
 * shared by all schedules whose zones have the same rules.
 */
final class ZoneTimeline {

    private static final Instant END_OF_TABLE = Instant.parse("2100-01-01T00:00:00Z");
    private static final int NOT_IN_TABLE = Integer.MIN_VALUE;
    /** Before all local times, and far enough from the smallest number to be calculated with. */
    private static final long NOTHING_SHOWN = Long.MIN_VALUE / 2;

    /** Only a memory of what the rules say; rules that change are other keys. */
    private static final Map<ZoneRules, ZoneTimeline> TIMELINES = new ConcurrentHashMap<>();

    private final ZoneRules rules;
    private final Stretch[] table;

    /**
     * The same offset from one instant to another, in epoch seconds.
     *
     * @param end exclusive
     * @param reached what the local clock had shown at most before the start, exclusive
     */
    record Stretch(int index, long start, long end, int offset, long reached) {

        long localStart() {
            return start + offset;
        }
    }

    private ZoneTimeline(ZoneRules rules) {
        this.rules = rules;
        this.table = table(rules);
    }

    static ZoneTimeline of(ZoneId zone) {
        return TIMELINES.computeIfAbsent(zone.getRules(), ZoneTimeline::new);
    }

    private static Stretch[] table(ZoneRules rules) {
        List<ZoneOffsetTransition> changes = new ArrayList<>(rules.getTransitions());
        Instant last = changes.isEmpty()
                ? Instant.EPOCH
                : changes.get(changes.size() - 1).getInstant();
        for (ZoneOffsetTransition next = rules.nextTransition(last);
                next != null && next.getInstant().isBefore(END_OF_TABLE);
                next = rules.nextTransition(next.getInstant())) {
            changes.add(next);
        }
        Stretch[] table = new Stretch[changes.size() + 1];
        int offset = rules.getOffset(Instant.MIN).getTotalSeconds();
        table[0] = new Stretch(0, Long.MIN_VALUE, endOf(rules, Instant.MIN), offset, NOTHING_SHOWN);
        for (int index = 1; index < table.length; index++) {
            table[index] = after(rules, changes.get(index - 1), index, table[index - 1].reached());
        }
        return table;
    }

    private static Stretch after(ZoneRules rules, ZoneOffsetTransition change, int index, long reached) {
        long start = change.toEpochSecond();
        long shown = start + change.getOffsetBefore().getTotalSeconds();
        long end = endOf(rules, change.getInstant());
        return new Stretch(index, start, end, change.getOffsetAfter().getTotalSeconds(), Math.max(reached, shown));
    }

    private static long endOf(ZoneRules rules, Instant within) {
        ZoneOffsetTransition next = rules.nextTransition(within);
        return next == null ? Long.MAX_VALUE : next.toEpochSecond();
    }

    /** The stretch that this epoch second is in; the hint is tried first. */
    Stretch at(long second, @Nullable Stretch hint) {
        if (hint != null && second >= hint.start() && second < hint.end()) {
            return hint;
        }
        if (second >= table[table.length - 1].end()) {
            return byRule(Instant.ofEpochSecond(second));
        }
        int low = 0;
        int high = table.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (table[middle].start() <= second) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return table[low];
    }

    /** The stretch after this one, which must have an end. */
    Stretch following(Stretch stretch) {
        int index = stretch.index() + 1;
        return index > 0 && index < table.length ? table[index] : byRule(Instant.ofEpochSecond(stretch.end()));
    }

    private Stretch byRule(Instant instant) {
        ZoneOffsetTransition change = rules.previousTransition(instant.plusSeconds(1));
        return after(rules, change, NOT_IN_TABLE, NOTHING_SHOWN);
    }
}
