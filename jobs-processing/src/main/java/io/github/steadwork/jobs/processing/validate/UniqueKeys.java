package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.key.FirstFinder;
import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.Repeats;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.key.Spool;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows break the rules of uniqueness. Rows go straight on as long as memory holds all keys; from then on they wait on
 * disk until all have been seen. For one thread.
 */
final class UniqueKeys implements AutoCloseable {

    private final RulePlan.Unique[] rules;
    private final List<FirstFinder> finders = new ArrayList<>();
    private final List<Repeats> repeats = new ArrayList<>();
    private final WaitingRows waitingRows;
    private final Spool waiting;
    private final KeyCodec codec = new KeyCodec();
    private final long[] kept;
    private long ordinal;
    private long waitingFrom;

    UniqueKeys(RulePlan.Unique[] rules, Schema schema, SpillPlace place) throws IOException {
        this.rules = rules;
        this.kept = new long[rules.length];
        this.waitingRows = new WaitingRows(schema);
        this.waiting = new Spool(waitingRows.schema(), place);
        for (int i = 0; i < rules.length; i++) {
            finders.add(new FirstFinder(place));
            repeats.add(new Repeats(place));
        }
    }

    void take(Row row, List<RulePlan.Failure> failures, RowValidator validator) throws IOException {
        ordinal++;
        boolean spilled = false;
        for (int i = 0; i < rules.length; i++) {
            FirstFinder finder = finders.get(i);
            kept[i] = rules[i].hasKey(row)
                    ? finder.offer(codec.encode(row, rules[i].columns), ordinal, row.position())
                    : FirstFinder.NEW;
            spilled |= finder.hasSpilled();
        }
        if (spilled) {
            hold(row, failures);
        } else {
            validator.take(row, failures, kept);
        }
    }

    private void hold(Row row, List<RulePlan.Failure> failures) throws IOException {
        if (waiting.size() == 0) {
            waitingFrom = ordinal;
        }
        for (int i = 0; i < rules.length; i++) {
            if (kept[i] >= 0) {
                repeats.get(i).add(ordinal, kept[i]);
            }
        }
        waiting.add(waitingRows.hold(row, failures));
    }

    /** Sends on what has waited. */
    void takeWaiting(RowInput input, RowValidator validator, RulePlan plan) throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        for (int i = 0; i < rules.length; i++) {
            finders.get(i).resolve(repeats.get(i));
        }
        ordinal = waitingFrom;
        try (RowReader reader = waiting.read()) {
            input.again("validating what waited", reader, row -> {
                for (int i = 0; i < rules.length; i++) {
                    kept[i] = repeats.get(i).keptFor(ordinal);
                }
                ordinal++;
                validator.take(waitingRows.row(row), waitingRows.failures(row, plan), kept);
            });
        }
    }

    @Override
    public void close() throws IOException {
        try (waiting) {
            for (int i = 0; i < rules.length; i++) {
                finders.get(i).close();
                repeats.get(i).close();
            }
        }
    }
}
