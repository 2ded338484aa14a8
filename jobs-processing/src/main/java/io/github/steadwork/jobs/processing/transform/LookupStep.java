package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.jobs.processing.run.ReferenceTable;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds columns from another dataset: of the one row there whose keys are equal. The reference is read once, when the job
 * begins, and kept in memory, of which it may take a quarter of the heap. A key that it has twice fails the job, for nobody
 * could say which row is meant; a null is equal to nothing.
 *
 * @param reference the other dataset: a file, a table, a list, or {@code previous(1)}
 * @param on from a column of the rows to one of the reference
 * @param take from a column of the reference to the name that it gets; at the end, or in place of the one with this name
 * @param missing what becomes of a row whose keys the reference does not have; its new columns are null if not said
 */
public record LookupStep(Dataset reference, Map<String, String> on, Map<String, String> take, Missing missing)
        implements TransformStep {

    /** What becomes of a row that is not found. */
    public enum Missing {
        /** The new columns are null. */
        NULL,
        /** The row is left out. */
        DROP,
        /** The row is rejected. */
        REJECT
    }

    /** Refuses a missing reference and empty maps. */
    public LookupStep {
        Steps.require(reference, "lookup", "reference");
        Steps.require(on, "lookup", "on");
        Steps.require(take, "lookup", "take");
        on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
        take = Collections.unmodifiableMap(new LinkedHashMap<>(take));
        missing = Objects.requireNonNullElse(missing, Missing.NULL);
    }

    static LookupStep of(Dataset reference, Map<String, String> on, String... take) {
        Map<String, String> names = new LinkedHashMap<>();
        List.of(take).forEach(column -> names.put(column, column));
        return new LookupStep(reference, on, names, Missing.NULL);
    }

    /** The same with a further column, under another name. */
    public LookupStep take(String column, String as) {
        Map<String, String> more = new LinkedHashMap<>(take);
        more.put(column, as);
        return new LookupStep(reference, on, more, missing);
    }

    /** The same, but a row that is not found is rejected. */
    public LookupStep rejectMissing() {
        return new LookupStep(reference, on, take, Missing.REJECT);
    }

    /** The same, but a row that is not found is left out. */
    public LookupStep dropMissing() {
        return new LookupStep(reference, on, take, Missing.DROP);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        Dataset dataset = plan.resolve(reference);
        List<Column> keys = on.keySet().stream().map(plan.layout()::column).toList();
        ReferenceTable table = read(plan, dataset, keys);
        int[] from = on.keySet().stream().mapToInt(plan.layout()::slot).toArray();
        int[] to = new int[take.size()];
        int next = 0;
        for (Map.Entry<String, String> column : take.entrySet()) {
            to[next] =
                    plan.layout().put(Column.of(column.getValue(), table.types().get(next)));
            next++;
        }
        if (missing == Missing.DROP) {
            plan.keep("lookup", view -> table.find(view, from) != null);
        }
        plan.add("lookup", keys.get(0).name(), (values, view) -> put(table.find(view, from), values, to, dataset));
    }

    private void put(@Nullable Object @Nullable [] found, @Nullable Object[] values, int[] to, Dataset dataset) {
        if (found == null && missing == Missing.REJECT) {
            throw new ValueException("there is no such row in " + dataset.name());
        }
        for (int i = 0; i < to.length; i++) {
            values[to[i]] = found == null ? null : found[i];
        }
    }

    private ReferenceTable read(PlanBuilder plan, Dataset dataset, List<Column> keys) {
        try {
            return ReferenceTable.read(
                    plan.extensions().formats(), dataset, keys, List.copyOf(on.values()), List.copyOf(take.keySet()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the reference " + dataset.name(), e);
        }
    }
}
