package io.github.steadwork.jobs.processing.profile;

import io.github.steadwork.jobs.processing.validate.RangeRule;
import io.github.steadwork.jobs.processing.validate.ValidationRule;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.List;

/** A schema and rules that data keep which look like these. */
final class Proposal {

    /** A set of allowed values is proposed where each of them was seen so often on average. */
    private static final int TIMES_SEEN = 10;

    private Proposal() {}

    static Schema schema(List<ColumnProfile> columns) {
        return Schema.of(columns.stream()
                .map(column -> new Column(column.column(), column.proposed(), column.nulls() > 0))
                .toList());
    }

    static List<ValidationRule> rules(List<ColumnProfile> columns, long rows) {
        List<ValidationRule> rules = new ArrayList<>();
        for (ColumnProfile column : columns) {
            if (rows > 0) {
                addRules(column, rows - column.nulls(), rules);
            }
        }
        return rules;
    }

    private static void addRules(ColumnProfile column, long values, List<ValidationRule> rules) {
        if (column.nulls() == 0 && column.blank() == 0) {
            rules.add(ValidationRule.required(column.column()));
        }
        if (column.proposed() != column.type()) {
            rules.add(ValidationRule.type(column.proposed(), column.column()));
        }
        if (column.unique() && values > 1) {
            rules.add(ValidationRule.unique(column.column()));
        }
        if (column.min().isPresent() && column.max().isPresent()) {
            RangeRule range = ValidationRule.range(
                    column.column(), column.min().get(), column.max().get());
            rules.add(column.proposed() == column.type() ? range : range.as(column.proposed()));
        } else if (column.proposed() == ColumnType.STRING && isEnumeration(column, values)) {
            rules.add(ValidationRule.oneOf(column.column(), column.values().toArray(String[]::new)));
        } else if (column.proposed() == ColumnType.STRING && values > 0) {
            rules.add(ValidationRule.length(column.column(), column.shortest(), column.longest()));
        }
    }

    private static boolean isEnumeration(ColumnProfile column, long values) {
        return !column.values().isEmpty()
                && values >= (long) TIMES_SEEN * column.values().size();
    }
}
