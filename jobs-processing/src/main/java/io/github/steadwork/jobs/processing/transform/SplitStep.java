package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text apart at each separator. Null stays null; an empty text is one empty part.
 *
 * @param column its name
 * @param separator what stands between the parts, literally
 * @param into the columns for the parts, which are put at the end: the last one takes all that is left, those for which there
 *     is no part are null. If the list is empty, the column itself becomes a LIST of the parts
 */
public record SplitStep(String column, String separator, List<String> into) implements TransformStep {

    /** Refuses an empty separator. */
    public SplitStep {
        Steps.require(column, "split", "column");
        if (separator == null || separator.isEmpty()) {
            throw new IllegalArgumentException("split: separator is empty, allowed is a text as a comma");
        }
        into = Steps.orAll(into);
        if (Set.copyOf(into).size() != into.size()) {
            throw new IllegalArgumentException("split: into is " + into + ", allowed is each name once");
        }
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.require("split", column, ColumnType.STRING);
        if (into.isEmpty()) {
            boolean nullable = plan.layout().column(column).nullable();
            plan.layout().put(new Column(column, ColumnType.LIST, nullable));
            plan.change("split", column, text -> parts((String) text, Integer.MAX_VALUE));
            return;
        }
        int from = plan.layout().slot(column);
        int[] slots = into.stream()
                .mapToInt(name -> plan.layout().put(Column.of(name, ColumnType.STRING)))
                .toArray();
        plan.add("split", column, (values, view) -> spread((String) values[from], values, slots));
    }

    private void spread(@Nullable String text, @Nullable Object[] values, int[] slots) {
        List<String> parts = text == null ? List.of() : parts(text, slots.length);
        for (int i = 0; i < slots.length; i++) {
            values[slots[i]] = i < parts.size() ? parts.get(i) : null;
        }
    }

    private List<String> parts(String text, int most) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int end = text.indexOf(separator);
        while (end >= 0 && parts.size() < most - 1) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
            end = text.indexOf(separator, start);
        }
        parts.add(text.substring(start));
        return parts;
    }
}
