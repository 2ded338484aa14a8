package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.Objects;

/**
 * Makes a row of each element of a list; the other columns are the same in each. If a later step fails for one of them, the
 * row that was read is rejected with all that became of it.
 *
 * @param column its name
 * @param type of the elements; STRING if not said
 * @param dropEmpty whether a row whose list is null or empty is left out; it stays, with a null, if not said
 */
public record ExplodeStep(String column, ColumnType type, boolean dropEmpty) implements TransformStep {

    /** Refuses a blank name. */
    public ExplodeStep {
        Steps.require(column, "explode", "column");
        type = Objects.requireNonNullElse(type, ColumnType.STRING);
    }

    /** The same with elements of this type. */
    public ExplodeStep as(ColumnType elements) {
        return new ExplodeStep(column, elements, dropEmpty);
    }

    /** The same without the rows whose list is null or empty. */
    public ExplodeStep droppingEmpty() {
        return new ExplodeStep(column, type, true);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.require("explode", column, ColumnType.LIST);
        plan.layout().put(Column.of(column, type));
        plan.explode("explode", column, new Operation.Explosion(type, dropEmpty));
    }
}
