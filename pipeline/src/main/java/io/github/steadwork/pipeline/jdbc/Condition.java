package io.github.steadwork.pipeline.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A WHERE clause that grows, with its values. For one thread. */
final class Condition {

    private final TableQuery query;
    private final List<String> parts = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Condition(TableQuery query) {
        this.query = query;
    }

    Condition range(Range range) {
        String column = query.quoted(range.column());
        range.lower().ifPresent(lower -> add(column + " >= ?", range.column(), lower));
        range.upper().ifPresent(upper -> add(column + " <= ?", range.column(), upper));
        return range.lower().isEmpty() && range.upper().isEmpty() ? isSet(range.column()) : this;
    }

    private void add(String part, String column, Object value) {
        parts.add(part);
        values.add(query.parameter(column, value));
    }

    Condition isNull(String column) {
        parts.add(query.quoted(column) + " IS NULL");
        return this;
    }

    Condition isSet(String column) {
        parts.add(query.quoted(column) + " IS NOT NULL");
        return this;
    }

    /** The columns together come after, or not after, these values in their order. */
    Condition compare(List<String> columns, boolean after, List<Object> bound) {
        String sign = after ? ">" : "<=";
        if (query.comparesTuples() || columns.size() == 1) {
            String names = columns.stream().map(query::quoted).collect(Collectors.joining(", "));
            boolean one = columns.size() == 1;
            parts.add(one ? names + " " + sign + " ?" : "(" + names + ") " + sign + " (" + Sql.marks(columns.size()) + ")");
            for (int i = 0; i < columns.size(); i++) {
                values.add(query.parameter(columns.get(i), bound.get(i)));
            }
        } else {
            parts.add(nested(columns, after, bound, 0));
        }
        return this;
    }

    /** As the comparison of tuples, spelled out for databases that have none. */
    private String nested(List<String> columns, boolean after, List<Object> bound, int at) {
        String column = query.quoted(columns.get(at));
        Object value = query.parameter(columns.get(at), bound.get(at));
        boolean isLast = at == columns.size() - 1;
        values.add(value);
        if (isLast) {
            return column + (after ? " > ?" : " <= ?");
        }
        values.add(value);
        return "(" + column + (after ? " > ?" : " < ?") + " OR (" + column + " = ? AND "
                + nested(columns, after, bound, at + 1) + "))";
    }

    String sql() {
        return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
    }

    List<@Nullable Object> values() {
        return values;
    }
}
