package io.github.steadwork.jobs.processing.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.ColumnType;
import java.text.Normalizer;
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
    @JsonSubTypes.Type(value = MapValuesStep.class, name = "map"),
    @JsonSubTypes.Type(value = ReorderStep.class, name = "reorder"),
    @JsonSubTypes.Type(value = SplitStep.class, name = "split"),
    @JsonSubTypes.Type(value = JoinStep.class, name = "join"),
    @JsonSubTypes.Type(value = FlattenStep.class, name = "flatten"),
    @JsonSubTypes.Type(value = ExplodeStep.class, name = "explode"),
    @JsonSubTypes.Type(value = LookupStep.class, name = "lookup"),
    @JsonSubTypes.Type(value = MaskStep.class, name = "mask"),
    @JsonSubTypes.Type(value = HashStep.class, name = "hash"),
    @JsonSubTypes.Type(value = UnicodeStep.class, name = "unicode"),
    @JsonSubTypes.Type(value = WhenStep.class, name = "when"),
    @JsonSubTypes.Type(value = CallStep.class, name = "call")
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
                MapValuesStep,
                ReorderStep,
                SplitStep,
                JoinStep,
                FlattenStep,
                ExplodeStep,
                LookupStep,
                MaskStep,
                HashStep,
                UnicodeStep,
                WhenStep,
                CallStep {

    /**
     * Adds what this step does to a plan, which holds what the steps before it do.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if it does not fit the columns that are there
     */
    void addTo(PlanBuilder plan);

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

    /** Moves these columns to the beginning, in this order; the others follow as they stood. */
    static ReorderStep reorder(String... columns) {
        return new ReorderStep(List.of(columns));
    }

    /** Makes a list of a text, of what stands between separators. */
    static SplitStep split(String column, String separator) {
        return new SplitStep(column, separator, List.of());
    }

    /** Makes columns of a text, of what stands between separators; the last one takes the rest. */
    static SplitStep split(String column, String separator, String... into) {
        return new SplitStep(column, separator, List.of(into));
    }

    /** Joins columns to one text; nulls are passed over, and of a list the elements are joined. */
    static JoinStep join(String into, String separator, String... columns) {
        return new JoinStep(List.of(columns), separator, into);
    }

    /** Makes columns of the fields of a nested row, which it replaces; see {@link FlattenStep#as} for their types. */
    static FlattenStep flatten(String column, String... fields) {
        return FlattenStep.of(column, fields);
    }

    /** Makes a row of each element of a list, as text; see {@link ExplodeStep#as} for another type. */
    static ExplodeStep explode(String column) {
        return new ExplodeStep(column, ColumnType.STRING, false);
    }

    /** Adds columns of the row of another dataset whose column has the value that this column has. */
    static LookupStep lookup(Dataset reference, String column, String key, String... take) {
        return LookupStep.of(reference, Map.of(column, key), take);
    }

    /** As {@link #lookup(Dataset, String, String, String...)}, by several columns: from the column to that of the reference. */
    static LookupStep lookup(Dataset reference, Map<String, String> on, String... take) {
        return LookupStep.of(reference, on, take);
    }

    /** Hides the text of these columns but for so many code points at its ends. */
    static MaskStep mask(int keepFirst, int keepLast, String... columns) {
        return new MaskStep(List.of(columns), keepFirst, keepLast, "*");
    }

    /** Replaces the values of these columns by their SHA-256, as text of hexadecimal digits. */
    static HashStep hash(String... columns) {
        return new HashStep(List.of(columns));
    }

    /** Writes the text of these columns in one form of Unicode; of all text columns if none is named. */
    static UnicodeStep normaliseUnicode(Normalizer.Form form, String... columns) {
        return new UnicodeStep(List.of(columns), form, false);
    }

    /** Does these steps only with rows for which the condition holds. */
    static WhenStep when(String condition, TransformStep... steps) {
        return new WhenStep(Expression.parse(condition), List.of(steps));
    }

    /** Sets a column to what a function of the application gives; see {@link io.github.steadwork.pipeline.data.Extensions}. */
    static CallStep call(String function, String column) {
        return new CallStep(function, column);
    }
}
