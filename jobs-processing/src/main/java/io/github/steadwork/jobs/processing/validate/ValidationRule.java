package io.github.steadwork.jobs.processing.validate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.ColumnType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule that rows are held to, as a value. Only {@link RequiredRule} looks at nulls; to every other rule a null is
 * fine. As JSON a rule is named by its property {@code rule}: {@code {"rule": "required", "columns": ["id"]}}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RequiredRule.class, name = "required"),
    @JsonSubTypes.Type(value = TypeRule.class, name = "type"),
    @JsonSubTypes.Type(value = RangeRule.class, name = "range"),
    @JsonSubTypes.Type(value = LengthRule.class, name = "length"),
    @JsonSubTypes.Type(value = PatternRule.class, name = "pattern"),
    @JsonSubTypes.Type(value = OneOfRule.class, name = "oneOf"),
    @JsonSubTypes.Type(value = UniqueRowRule.class, name = "unique"),
    @JsonSubTypes.Type(value = ExpressionRule.class, name = "expression"),
    @JsonSubTypes.Type(value = ReferenceRule.class, name = "reference"),
    @JsonSubTypes.Type(value = RowCountRule.class, name = "rowCount"),
    @JsonSubTypes.Type(value = FreshnessRule.class, name = "freshness"),
    @JsonSubTypes.Type(value = CustomRule.class, name = "custom")
})
public sealed interface ValidationRule
        permits RequiredRule,
                TypeRule,
                RangeRule,
                LengthRule,
                PatternRule,
                OneOfRule,
                UniqueRowRule,
                ExpressionRule,
                ReferenceRule,
                RowCountRule,
                FreshnessRule,
                CustomRule {

    /** How bad it is when the rule is broken. */
    Severity severity();

    /** The same rule, as a warning. */
    ValidationRule warning();

    /**
     * Adds what this rule checks to a plan.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if it does not fit the columns that are there
     */
    void addTo(RulePlan.Builder plan);

    /** These columns hold a value in every row: neither null nor text that is blank. */
    static RequiredRule required(String... columns) {
        return new RequiredRule(List.of(columns), Severity.ERROR);
    }

    /** The values of these columns can be read as this type. */
    static TypeRule type(ColumnType type, String... columns) {
        return new TypeRule(List.of(columns), type, Severity.ERROR);
    }

    /** The values lie between these two, both allowed, each written as text. */
    static RangeRule range(String column, String min, String max) {
        return new RangeRule(column, Optional.of(min), Optional.of(max), Optional.empty(), Severity.ERROR);
    }

    /** The values are this, written as text, or more. */
    static RangeRule min(String column, String min) {
        return new RangeRule(column, Optional.of(min), Optional.empty(), Optional.empty(), Severity.ERROR);
    }

    /** The values are this, written as text, or less. */
    static RangeRule max(String column, String max) {
        return new RangeRule(column, Optional.empty(), Optional.of(max), Optional.empty(), Severity.ERROR);
    }

    /** The text has at least and at most so many code points. */
    static LengthRule length(String column, int min, int max) {
        return new LengthRule(List.of(column), min, max, Severity.ERROR);
    }

    /** The whole text matches this regular expression. */
    static PatternRule pattern(String column, String regex) {
        return new PatternRule(List.of(column), regex, Severity.ERROR);
    }

    /** The values are among these, written as text. */
    static OneOfRule oneOf(String column, String... values) {
        return new OneOfRule(List.of(column), List.of(values), Severity.ERROR);
    }

    /** No two rows are equal in these columns together; the first one is right, those after it are not. */
    static UniqueRowRule unique(String... columns) {
        return new UniqueRowRule(List.of(columns), Severity.ERROR);
    }

    /** A condition over several columns holds, or is null. */
    static ExpressionRule expression(String name, String condition) {
        return new ExpressionRule(name, Expression.parse(condition), "", Severity.ERROR);
    }

    /** The values of this column are among those of a column of another dataset. */
    static ReferenceRule reference(String column, Dataset reference, String key) {
        return new ReferenceRule(reference, Map.of(column, key), Severity.ERROR);
    }

    /** The values of these columns are those of one row of another dataset: from the column to that of the reference. */
    static ReferenceRule reference(Dataset reference, Map<String, String> on) {
        return new ReferenceRule(reference, on, Severity.ERROR);
    }

    /** There are at least and at most so many rows; a max of 0 is none. */
    static RowCountRule rowCount(long min, long max) {
        return new RowCountRule(min, max, Severity.ERROR);
    }

    /** The newest time of this column is not older than this; see {@link FreshnessRule#everyRow} for all of them. */
    static FreshnessRule freshness(String column, Duration maxAge) {
        return new FreshnessRule(column, maxAge, FreshnessRule.Scope.NEWEST, "", Severity.ERROR);
    }

    /** A function of the application finds nothing wrong; see {@link io.github.steadwork.pipeline.data.Extensions}. */
    static CustomRule custom(String function) {
        return new CustomRule(function, Severity.ERROR);
    }
}
