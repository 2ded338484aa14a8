package io.github.steadwork.scheduler.firing;

import io.github.steadwork.queue.DocumentChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The document of a schedule.
 *
 * @param born made anew with each creation, so that a schedule that is deleted and created again is another one
 * @param reason why it is not active; empty if it is, or if nobody said
 * @param next the next fire time; empty if there is none, or while that depends on a run that has not ended
 * @param look when to look how open runs have ended; empty if there are none
 * @param runs the runs that are open, and the last ones that are not, oldest first
 */
record StoredSchedule(
        Definition definition,
        UUID born,
        ScheduleState state,
        String reason,
        Optional<Instant> next,
        Optional<Look> look,
        RunCounts counts,
        List<ScheduledRun> runs) {

    static final String NAMESPACE = "schedule";

    static final long FIRST_LOOK_SECONDS = 60;

    /** How many runs that have ended are kept. */
    private static final int KEPT = 20;

    /** How many open runs are followed; of older ones it is not known how they end. */
    private static final int FOLLOWED = 50;

    /**
     * A time to look again.
     *
     * @param seconds how long it was put off; the next time it is twice as long
     */
    record Look(Instant at, long seconds) {}

    StoredSchedule {
        runs = List.copyOf(runs);
    }

    /** A new one, to be fired first after this instant. */
    static StoredSchedule create(Definition definition, boolean enabled, Instant now) {
        return new StoredSchedule(
                definition,
                UUID.randomUUID(),
                enabled ? ScheduleState.ACTIVE : ScheduleState.PAUSED,
                "",
                definition.timing().next(now),
                Optional.empty(),
                RunCounts.ZERO,
                List.of());
    }

    boolean isActive() {
        return state == ScheduleState.ACTIVE;
    }

    Stream<ScheduledRun> openRuns() {
        return runs.stream().filter(ScheduledRun::isOpen);
    }

    /** When somebody has to look at it. */
    Optional<Instant> due() {
        return Stream.concat(isActive() ? next.stream() : Stream.empty(), look.map(Look::at).stream())
                .min(Instant::compareTo);
    }

    DocumentChange.Put put(String name, long expectedVersion) {
        return new DocumentChange.Put(NAMESPACE, name, expectedVersion, due(), ScheduleJson.write(this));
    }

    /** With another definition; what it was to fire next stays, unless that follows from what has changed. */
    StoredSchedule definition(Definition other, Instant now) {
        Optional<Instant> fire =
                other.isDueAsMuchAs(definition) ? next : other.timing().next(now);
        return new StoredSchedule(other, born, state, reason, fire, look, counts, runs);
    }

    StoredSchedule paused(ScheduleState how, String why) {
        return new StoredSchedule(definition, born, how, why, next, look, counts, runs);
    }

    /** What passed meanwhile is not made up for. */
    StoredSchedule resumed(Instant now) {
        return new StoredSchedule(
                definition,
                born,
                ScheduleState.ACTIVE,
                "",
                definition.timing().next(now),
                look,
                counts.forgiven(),
                runs);
    }

    StoredSchedule next(Optional<Instant> fire) {
        return new StoredSchedule(definition, born, state, reason, fire, look, counts, runs);
    }

    StoredSchedule look(Optional<Look> again) {
        return new StoredSchedule(definition, born, state, reason, next, again, counts, runs);
    }

    /** With runs that somebody has asked for. */
    StoredSchedule opened(List<ScheduledRun> more, Instant now) {
        List<ScheduledRun> all = new ArrayList<>(runs);
        all.addAll(more);
        Look first = look.orElseGet(() -> new Look(now.plusSeconds(FIRST_LOOK_SECONDS), FIRST_LOOK_SECONDS));
        return runs(counts.firedMore(more.size()), all).look(Optional.of(first));
    }

    /** With other counts and runs; those that ended long ago are left out. */
    StoredSchedule runs(RunCounts newCounts, List<ScheduledRun> all) {
        long ended = all.stream().filter(run -> !run.isOpen()).count();
        long open = all.size() - ended;
        long[] toDrop = {Math.max(0, ended - KEPT), Math.max(0, open - FOLLOWED)};
        List<ScheduledRun> kept =
                all.stream().filter(run -> toDrop[run.isOpen() ? 1 : 0]-- <= 0).toList();
        return new StoredSchedule(definition, born, state, reason, next, look, newCounts, kept);
    }
}
