package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.jobs.processing.key.FirstFinder;
import io.github.steadwork.jobs.processing.key.Repeats;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.key.Spool;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;

/**
 * Keeps the first row of each key. Rows go straight through as long as memory holds all keys; from then on they wait on
 * disk, so that their order stays.
 */
final class KeepFirst {

    private final RowInput input;
    private final KeyColumns keys;
    private final FirstFinder finder;
    private final Spool waiting;
    private final Repeats repeats;
    private final KeptRows rows;
    private long ordinal;
    private long waitingFrom;

    private KeepFirst(
            RowInput input, KeyColumns keys, FirstFinder finder, Spool waiting, Repeats repeats, KeptRows rows) {
        this.input = input;
        this.keys = keys;
        this.finder = finder;
        this.waiting = waiting;
        this.repeats = repeats;
        this.rows = rows;
    }

    static void run(Pass pass, KeyColumns keys, SpillPlace place, KeptRows rows)
            throws IOException, InterruptedException {
        try (FirstFinder finder = new FirstFinder(place);
                Spool waiting = new Spool(pass.input().schema(), place);
                Repeats repeats = new Repeats(place)) {
            KeepFirst work = new KeepFirst(pass.input(), keys, finder, waiting, repeats, rows);
            pass.forEach(work::take);
            finder.resolve(repeats);
            work.takeWaiting();
        }
    }

    private void take(Row row) throws IOException {
        long answer = finder.offer(keys.of(row), ++ordinal, row.position());
        if (!finder.hasSpilled()) {
            rows.take(row, answer == FirstFinder.NEW ? Repeats.NONE : answer);
            return;
        }
        if (waiting.size() == 0) {
            waitingFrom = ordinal;
        }
        if (answer != FirstFinder.UNDECIDED) {
            repeats.add(ordinal, answer);
        }
        waiting.add(row);
    }

    private void takeWaiting() throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        try (RowReader reader = waiting.read()) {
            ordinal = waitingFrom;
            input.again("writing what waited", reader, row -> rows.take(row, repeats.keptFor(ordinal++)));
        }
    }
}
