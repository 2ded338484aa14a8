package io.github.steadwork.jobs.processing.transform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives columns other names, all at once.
 *
 * @param columns from the old name to the new one
 */
public record RenameStep(Map<String, String> columns) implements TransformStep {

    /** Refuses an empty map. */
    public RenameStep {
        Steps.require(columns, "rename", "columns");
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.layout().rename(columns);
    }
}
