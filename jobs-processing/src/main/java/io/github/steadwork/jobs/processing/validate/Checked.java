package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes the rows of all chunks with what was found wrong with each, and compares them with each other. For one thread. */
final class Checked implements RowInput.Outcome {

    private final RulePlan plan;
    private final UniqueKeys keys;
    private final RowValidator validator;
    private final List<RulePlan.Failure> failures = new ArrayList<>();

    Checked(RulePlan plan, UniqueKeys keys, RowValidator validator) {
        this.plan = plan;
        this.keys = keys;
        this.validator = validator;
    }

    /** A failure, told before the row that it is about. */
    @Override
    public void note(int kind, RejectedRow note) {
        failures.add(plan.failure(kind - RowCheck.FAILURE, note.value(), note.message()));
    }

    @Override
    public void row(Row row) throws IOException {
        keys.take(row, failures, validator);
        failures.clear();
    }

    @Override
    public void counts(List<String> counts) {
        plan.add(counts);
    }
}
