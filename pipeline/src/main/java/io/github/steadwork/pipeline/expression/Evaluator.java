package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.Row;
import org.jspecify.annotations.Nullable;

/** A part of an expression that has been bound to a schema. Without state. */
@FunctionalInterface
interface Evaluator {

    /**
     * The value for this row.
     *
     * @throws io.github.steadwork.pipeline.row.ValueException if there is none
     */
    @Nullable
    Object evaluate(Row row);
}
