package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of one validation, compiled for the columns of one input, with their counts. For one thread. */
public final class RulePlan {

    private final Check[] checks;
    private final Unique[] uniques;
    private final Whole[] wholes;

    private RulePlan(Builder builder) {
        this.checks = builder.checks.toArray(Check[]::new);
        for (int i = 0; i < checks.length; i++) {
            checks[i].index = i;
        }
        this.uniques = builder.uniques.toArray(Unique[]::new);
        this.wholes = builder.wholes.toArray(Whole[]::new);
    }

    /** The same, with nothing counted. */
    private RulePlan(RulePlan other) {
        this.checks = Arrays.stream(other.checks).map(Check::new).toArray(Check[]::new);
        this.wholes = Arrays.stream(other.wholes).map(Whole::new).toArray(Whole[]::new);
        this.uniques = other.uniques;
    }

    /**
     * The plan of these rules for rows with these columns.
     *
     * @throws DataException if rules do not fit, naming each and the nearest column
     */
    static RulePlan of(Schema input, List<? extends ValidationRule> rules, RuleSetting setting) {
        Builder builder = new Builder(input, setting);
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (ValidationRule rule : rules) {
            number++;
            try {
                rule.addTo(builder);
            } catch (DataException | IllegalArgumentException e) {
                problems.add("rule " + number + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new DataException(String.join("\n", problems));
        }
        return new RulePlan(builder);
    }

    /** What is done with the chunks of rows with these columns. */
    ChunkPlan chunks(Schema input, String source) {
        return new ChunkPlan(input, () -> new RowCheck(new RulePlan(this), source));
    }

    Unique[] uniques() {
        return uniques;
    }

    /** Adds what is wrong with the row, other than that it is not unique. */
    void check(Row row, List<Failure> failures) {
        for (Whole whole : wholes) {
            whole.check.see(row);
        }
        for (Check check : checks) {
            Object value = check.column < 0 ? row : row.get(check.column);
            if (value != null || check.dimension == Dimension.COMPLETENESS) {
                check.apply(row, value, failures);
            }
        }
    }

    /** A failure of the rule with this number. */
    Failure failure(int index, @Nullable String value, String message) {
        return new Failure(checks[index], value, message);
    }

    /** What has been counted of the rows that were checked, as text that {@link #add} takes. */
    List<String> counts() {
        List<String> counts = new ArrayList<>();
        for (Check check : checks) {
            counts.add(Long.toString(check.checked));
            counts.add(Long.toString(check.failed));
        }
        for (Whole whole : wholes) {
            counts.add(whole.check.state());
        }
        return counts;
    }

    /** Adds what has been counted of other rows. */
    void add(List<String> counts) {
        int at = 0;
        for (Check check : checks) {
            check.checked += Long.parseLong(counts.get(at++));
            check.failed += Long.parseLong(counts.get(at++));
        }
        for (Whole whole : wholes) {
            whole.check.merge(counts.get(at++));
        }
    }

    /** What is wrong with all rows together; to be asked once, when all have been seen. */
    List<Failure> checkWhole() {
        List<Failure> failures = new ArrayList<>();
        for (Whole whole : wholes) {
            whole.checked++;
            String failure = whole.check.failure();
            if (failure != null) {
                whole.failed++;
                failures.add(new Failure(whole, null, failure));
            }
        }
        return failures;
    }

    /** All rules, each in each of its fields. */
    List<Counted> rules() {
        List<Counted> rules = new ArrayList<>(Arrays.asList(checks));
        rules.addAll(Arrays.asList(uniques));
        rules.addAll(Arrays.asList(wholes));
        return rules;
    }

    /** What is wrong with a row. */
    record Failure(Counted rule, @Nullable Object value, String message) {}

    /** What is wrong with a value; null if nothing is. For a rule over the whole row the value is the row. */
    @FunctionalInterface
    interface Test {
        @Nullable
        String failure(@Nullable Object value);
    }

    /** A rule in one field, and how often it was checked and broken. */
    static class Counted {

        final String rule;
        final String field;
        final Severity severity;
        final Dimension dimension;
        int index;
        long checked;
        long failed;

        Counted(String rule, String field, Severity severity, Dimension dimension) {
            this.rule = rule;
            this.field = field;
            this.severity = severity;
            this.dimension = dimension;
        }

        RuleCount count() {
            return new RuleCount(rule, field, severity, checked, failed);
        }
    }

    private static final class Check extends Counted {

        private final int column;
        private final Test test;

        Check(Counted what, int column, Test test) {
            super(what.rule, what.field, what.severity, what.dimension);
            this.column = column;
            this.test = test;
        }

        Check(Check other) {
            this(other, other.column, other.test);
            this.index = other.index;
        }

        void apply(Row row, @Nullable Object value, List<Failure> failures) {
            checked++;
            String failure = failure(value);
            if (failure != null) {
                failed++;
                failures.add(new Failure(this, column < 0 ? null : row.get(column), failure));
            }
        }

        private @Nullable String failure(@Nullable Object value) {
            try {
                return test.failure(value);
            } catch (ValueException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    /** A rule about all rows together. */
    private static final class Whole extends Counted {

        private final Supplier<WholeCheck> begin;
        private final WholeCheck check;

        Whole(Counted what, Supplier<WholeCheck> begin) {
            super(what.rule, what.field, what.severity, what.dimension);
            this.begin = begin;
            this.check = begin.get();
        }

        Whole(Whole other) {
            this(other, other.begin);
        }
    }

    /** A rule that compares rows with each other. */
    static final class Unique extends Counted {

        final int[] columns;

        Unique(Counted what, int[] columns) {
            super(what.rule, what.field, what.severity, what.dimension);
            this.columns = columns;
        }

        /** Whether the row has a key at all; one with a null in it is not compared. */
        boolean hasKey(Row row) {
            for (int column : columns) {
                if (row.get(column) == null) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Collects what rules check. For one thread. */
    public static final class Builder {

        private static final int WHOLE_ROW = -1;

        private final Schema schema;
        private final List<Check> checks = new ArrayList<>();
        private final List<Unique> uniques = new ArrayList<>();
        private final List<Whole> wholes = new ArrayList<>();
        private final RuleSetting setting;

        private Builder(Schema schema, RuleSetting setting) {
            this.schema = schema;
            this.setting = setting;
        }

        RuleSetting setting() {
            return setting;
        }

        /** The columns of the input. */
        public Schema schema() {
            return schema;
        }

        void addCompleteness(String rule, String column, Severity severity, Test test) {
            Counted what = new Counted(rule, column, severity, Dimension.COMPLETENESS);
            checks.add(new Check(what, schema.index(column), test));
        }

        void addAccuracy(String rule, String column, Severity severity, Test test) {
            Counted what = new Counted(rule, column, severity, Dimension.ACCURACY);
            checks.add(new Check(what, schema.index(column), test));
        }

        void addTimeliness(String rule, String column, Severity severity, Test test) {
            Counted what = new Counted(rule, column, severity, Dimension.TIMELINESS);
            checks.add(new Check(what, schema.index(column), test));
        }

        /** Looks at the whole row. */
        void addAccuracy(String rule, Severity severity, Test test) {
            checks.add(new Check(new Counted(rule, "", severity, Dimension.ACCURACY), WHOLE_ROW, test));
        }

        /** Looks at the whole row, in which these columns are meant. */
        void addConsistency(String rule, List<String> columns, Severity severity, Test test) {
            Counted what = new Counted(rule, String.join(", ", columns), severity, Dimension.CONSISTENCY);
            checks.add(new Check(what, WHOLE_ROW, test));
        }

        void addWhole(String rule, String field, Severity severity, Dimension dimension, Supplier<WholeCheck> check) {
            wholes.add(new Whole(new Counted(rule, field, severity, dimension), check));
        }

        void addUnique(String rule, List<String> columns, Severity severity) {
            Counted what = new Counted(rule, String.join(", ", columns), severity, Dimension.CONSISTENCY);
            uniques.add(new Unique(what, schema.indexes(columns)));
        }
    }
}
