package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds each row to the rules and sends it where it belongs. For one thread. */
final class RowValidator {

    private final RowInput input;
    private final RulePlan plan;
    private final RowWriter valid;
    private final FailureLog log;
    private final List<RulePlan.Failure> failures = new ArrayList<>();
    private long warned;

    RowValidator(RowInput input, RulePlan plan, RowWriter valid, FailureLog log) {
        this.input = input;
        this.plan = plan;
        this.valid = valid;
        this.log = log;
    }

    /**
     * Takes a row.
     *
     * @param found what is wrong with it, looked at by itself
     * @param kept for each rule of uniqueness, the position of the row that this one repeats; negative for none
     */
    void take(Row row, List<RulePlan.Failure> found, long[] kept) throws IOException {
        failures.clear();
        failures.addAll(found);
        for (int i = 0; i < kept.length; i++) {
            checkUnique(plan.uniques()[i], row, kept[i]);
        }
        if (!failures.isEmpty()) {
            log.add(row, input.source(), failures);
        }
        RulePlan.Failure worst = firstError();
        if (worst != null) {
            reject(row, worst);
            return;
        }
        warned += failures.isEmpty() ? 0 : 1;
        valid.write(row);
    }

    private void checkUnique(RulePlan.Unique unique, Row row, long kept) {
        if (!unique.hasKey(row)) {
            return;
        }
        unique.checked++;
        if (kept >= 0) {
            unique.failed++;
            Object value = unique.columns.length == 1 ? row.get(unique.columns[0]) : null;
            failures.add(new RulePlan.Failure(unique, value, "it repeats the row at " + kept));
        }
    }

    private RulePlan.@Nullable Failure firstError() {
        for (RulePlan.Failure failure : failures) {
            if (failure.rule().severity == Severity.ERROR) {
                return failure;
            }
        }
        return null;
    }

    private void reject(Row row, RulePlan.Failure failure) {
        RulePlan.Counted rule = failure.rule();
        String value = Casts.text(failure.value());
        input.badRows()
                .reject(new RejectedRow(
                        input.source(), row.position(), rule.field, rule.rule, value, failure.message(), ""));
    }

    /** How many rows went on with warnings. */
    long warned() {
        return warned;
    }
}
