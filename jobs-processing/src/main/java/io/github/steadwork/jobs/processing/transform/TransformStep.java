package io.github.steadwork.jobs.processing.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a transformation, as a value. The steps of a list see the columns as the steps before have left them. As
 * JSON a step is named by its property {@code step}: {@code {"step": "drop", "columns": ["id"]}}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RenameStep.class, name = "rename"),
    @JsonSubTypes.Type(value = SelectStep.class, name = "select"),
    @JsonSubTypes.Type(value = DropStep.class, name = "drop"),
    @JsonSubTypes.Type(value = ConvertStep.class, name = "convert"),
    @JsonSubTypes.Type(value = FillStep.class, name = "fill"),
    @JsonSubTypes.Type(value = ConstantStep.class, name = "constant"),
    @JsonSubTypes.Type(value = DeriveStep.class, name = "derive"),
    @JsonSubTypes.Type(value = FilterStep.class, name = "filter"),
    @JsonSubTypes.Type(value = ReplaceStep.class, name = "replace"),
    @JsonSubTypes.Type(value = TrimStep.class, name = "trim"),
    @JsonSubTypes.Type(value = CaseStep.class, name = "case"),
    @JsonSubTypes.Type(value = MapValuesStep.class, name = "map")
})
public sealed interface TransformStep
        permits RenameStep,
                SelectStep,
                DropStep,
                ConvertStep,
                FillStep,
                ConstantStep,
                DeriveStep,
                FilterStep,
                ReplaceStep,
                TrimStep,
                CaseStep,
                MapValuesStep {

    /**
     * Adds what this step does to a plan, which holds what the steps before it do.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if it does not fit the columns that are there
     */
    void addTo(RowPlan.Builder plan);

    /** Gives a column another name. */
    static RenameStep rename(String from, String to) {
        return new RenameStep(Map.of(from, to));
    }

    /** Gives columns other names, all at once: two may swap theirs. */
    static RenameStep rename(Map<String, String> names) {
        return new RenameStep(names);
    }

    /** Keeps only these columns, in this order. */
    static SelectStep select(String... columns) {
        return new SelectStep(List.of(columns));
    }

    /** Leaves these columns out. */
    static DropStep drop(String... columns) {
        return new DropStep(List.of(columns));
    }

    /** Makes these columns ones of another type, by the strict grammar of casts; see {@link ConvertStep} for more. */
    static ConvertStep convert(ColumnType to, String... columns) {
        return ConvertStep.of(to, columns);
    }

    /** Puts a value, written as text, where the column is null. */
    static FillStep fill(String column, String value) {
        return new FillStep(Map.of(column, value));
    }

    /** As {@link #fill(String, String)}, for several columns. */
    static FillStep fill(Map<String, String> values) {
        return new FillStep(values);
    }

    /** Adds a column with the same text in every row. */
    static ConstantStep constant(String column, String value) {
        return new ConstantStep(column, ColumnType.STRING, Optional.of(value));
    }

    /** Adds a column with the same value in every row, written as text. */
    static ConstantStep constant(String column, ColumnType type, String value) {
        return new ConstantStep(column, type, Optional.of(value));
    }

    /** Computes a column: a new one, or in place of the one with this name. */
    static DeriveStep derive(String column, String expression) {
        return new DeriveStep(column, Expression.parse(expression));
    }

    /** Keeps the rows for which the condition holds. A condition that is null does not hold. */
    static FilterStep filter(String condition) {
        return new FilterStep(Expression.parse(condition));
    }

    /** Replaces a text, wherever it occurs in the column. */
    static ReplaceStep replace(String column, String find, String replacement) {
        return new ReplaceStep(List.of(column), find, replacement, false);
    }

    /** Replaces what matches a regular expression; {@code $1} and {@code ${name}} stand for its groups. */
    static ReplaceStep replaceRegex(String column, String regex, String replacement) {
        return new ReplaceStep(List.of(column), regex, replacement, true);
    }

    /** Takes white space from both ends of the text in these columns; of all text columns if none is named. */
    static TrimStep trim(String... columns) {
        return new TrimStep(List.of(columns), false, false);
    }

    /** Writes the text of these columns in one case. */
    static CaseStep normaliseCase(CaseStep.Style style, String... columns) {
        return new CaseStep(List.of(columns), style);
    }

    /** Replaces whole values by others; a value that is not named stays. */
    static MapValuesStep mapValues(String column, Map<String, String> values) {
        return new MapValuesStep(column, values, MapValuesStep.Otherwise.KEEP);
    }
}
