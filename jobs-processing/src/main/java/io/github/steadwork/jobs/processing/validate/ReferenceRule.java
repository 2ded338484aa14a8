package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.run.ReferenceTable;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Columns refer to a row that another dataset has, as a foreign key does. A row with a null in one of them refers to nothing
 * and is fine. The keys of the other dataset are kept in memory, of which they may take a quarter of the heap.
 *
 * @param reference the other dataset: a file, a table, a list, or {@code previous(1)}
 * @param on from a column of the rows to one of the reference
 * @param severity ERROR if not said
 */
public record ReferenceRule(Dataset reference, Map<String, String> on, Severity severity) implements ValidationRule {

    /** Refuses a missing reference and an empty map. */
    public ReferenceRule {
        severity = Rules.severity(severity);
        if (reference == null) {
            throw new IllegalArgumentException("reference: reference is missing, allowed is a dataset");
        }
        if (on == null || on.isEmpty()) {
            throw new IllegalArgumentException("reference: on is empty, allowed is one entry or more");
        }
        on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
    }

    @Override
    public ReferenceRule warning() {
        return new ReferenceRule(reference, on, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        Dataset dataset = plan.setting().resolve().apply(reference);
        List<String> names = List.copyOf(on.keySet());
        ReferenceTable table =
                read(plan, dataset, names.stream().map(plan.schema()::column).toList());
        int[] columns = plan.schema().indexes(names);
        plan.addConsistency("reference", names, severity, value -> {
            Row row = (Row) Objects.requireNonNull(value);
            boolean whole = names.stream().allMatch(name -> row.get(name) != null);
            return whole && table.find(row, columns) == null ? "there is no such row in " + dataset.name() : null;
        });
    }

    private ReferenceTable read(RulePlan.Builder plan, Dataset dataset, List<Column> columns) {
        try {
            return ReferenceTable.read(
                    plan.setting().extensions().formats(), dataset, columns, List.copyOf(on.values()), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the reference " + dataset.name(), e);
        }
    }
}
