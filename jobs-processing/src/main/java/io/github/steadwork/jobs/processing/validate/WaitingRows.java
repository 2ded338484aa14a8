package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows as they wait on disk: with what was found wrong with each, in one more column. */
record WaitingRows(Schema rows, Schema schema) {

    private static final int TEXTS = 3;

    WaitingRows(Schema rows) {
        this(rows, with(rows));
    }

    private static Schema with(Schema rows) {
        List<Column> columns = new ArrayList<>(rows.columns());
        columns.add(Column.of("check:failures", ColumnType.LIST));
        return Schema.of(columns);
    }

    Row hold(Row row, List<RulePlan.Failure> failures) {
        List<@Nullable Object> texts = new ArrayList<>();
        for (RulePlan.Failure failure : failures) {
            texts.add((long) failure.rule().index);
            texts.add(Casts.text(failure.value()));
            texts.add(failure.message());
        }
        @Nullable Object[] values = Arrays.copyOf(row.toArray(), schema.size());
        values[rows.size()] = texts.isEmpty() ? null : texts;
        return Row.wrap(schema, values, row.position());
    }

    Row row(Row held) {
        return Row.wrap(rows, Arrays.copyOf(held.toArray(), rows.size()), held.position());
    }

    List<RulePlan.Failure> failures(Row held, RulePlan plan) {
        if (!(held.get(rows.size()) instanceof List<?> texts)) {
            return List.of();
        }
        List<RulePlan.Failure> failures = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += TEXTS) {
            int rule = ((Long) Objects.requireNonNull(texts.get(i))).intValue();
            String message = (String) Objects.requireNonNull(texts.get(i + 2));
            failures.add(plan.failure(rule, (String) texts.get(i + 1), message));
        }
        return failures;
    }
}
