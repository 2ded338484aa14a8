package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.jobs.processing.key.LastFinder;
import io.github.steadwork.jobs.processing.key.Repeats;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.key.Spool;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;

/** Keeps the last row of each key. All rows wait on disk until the last one has been seen. */
final class KeepLast {

    private final RowInput input;
    private final KeyColumns keys;
    private final LastFinder finder;
    private final Spool waiting;
    private long ordinal;

    private KeepLast(RowInput input, KeyColumns keys, LastFinder finder, Spool waiting) {
        this.input = input;
        this.keys = keys;
        this.finder = finder;
        this.waiting = waiting;
    }

    static void run(Pass pass, KeyColumns keys, SpillPlace place, KeptRows rows)
            throws IOException, InterruptedException {
        try (LastFinder finder = new LastFinder(place);
                Spool waiting = new Spool(pass.input().schema(), place);
                Repeats repeats = new Repeats(place)) {
            KeepLast work = new KeepLast(pass.input(), keys, finder, waiting);
            pass.forEach(work::hold);
            if (finder.isFull()) {
                finder.resolve(work::forEachKey, repeats);
                work.forEachRow((row, ordinal) -> rows.take(row, repeats.keptFor(ordinal)));
            } else {
                work.forEachRow((row, ordinal) -> rows.take(row, finder.keptFor(keys.of(row), ordinal)));
            }
        }
    }

    private void hold(Row row) throws IOException {
        waiting.add(row);
        finder.note(keys.of(row), waiting.size(), row.position());
    }

    private void forEachKey(LastFinder.KeySink sink) throws IOException {
        forEachRow((row, ordinal) -> sink.take(keys.of(row), ordinal, row.position()));
    }

    @FunctionalInterface
    private interface WaitingRow {
        void take(Row row, long ordinal) throws IOException;
    }

    private void forEachRow(WaitingRow action) throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        try (RowReader reader = waiting.read()) {
            ordinal = 0;
            input.again("comparing what waited", reader, row -> action.take(row, ++ordinal));
        }
    }
}
