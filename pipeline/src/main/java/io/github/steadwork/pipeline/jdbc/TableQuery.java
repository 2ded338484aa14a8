package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A table or a query of a database, to be read. Pages borrow a connection each and give it back before they are returned, so nobody
 * holds one while rows are worked on. Safe for use by many threads.
 */
public final class TableQuery {

    private final DataSource source;
    private final String from;
    private final List<@Nullable Object> parameters;
    private final Dialect dialect;
    private final String quote;
    private final ResultColumns columns;

    private TableQuery(DataSource source, From from, Dialect dialect, String quote, ResultColumns columns) {
        this.source = source;
        this.from = from.sql();
        this.parameters = from.values();
        this.dialect = dialect;
        this.quote = quote;
        this.columns = columns;
    }

    /** What is read from, with the values of its parameters. */
    private record From(String sql, List<@Nullable Object> values) {}

    /**
     * A table or view.
     *
     * @param table its name, with those of its schema and catalog before it where needed, as {@code sales.orders}
     * @param zone in which times without one are meant; empty to leave them without
     * @throws DataException if there is none
     */
    public static TableQuery ofTable(DataSource source, String table, Optional<ZoneId> zone) throws SQLException {
        try (Connection connection = source.getConnection()) {
            TableName name = TableName.find(connection, table)
                    .orElseThrow(() -> new DataException("there is no table '" + table + "'; name it with its schema,"
                            + " and check that the user may read it"));
            return open(source, connection, new From(name.sql(), List.of()), zone);
        }
    }

    /**
     * A query.
     *
     * @param sql one SELECT, with named parameters as {@code :last_sync}
     * @param parameters their values, bound and never pasted
     * @throws DataException if a parameter has no value
     */
    public static TableQuery ofSql(
            DataSource source, String sql, Map<String, ? extends @Nullable Object> parameters, Optional<ZoneId> zone)
            throws SQLException {
        NamedSql named = NamedSql.parse(sql);
        List<@Nullable Object> values = new ArrayList<>();
        for (String name : named.names()) {
            if (!parameters.containsKey(name)) {
                throw new DataException("the query has a parameter :" + name + ", but no value for it is given; "
                        + NameHint.of(name, parameters.keySet()));
            }
            values.add(parameters.get(name));
        }
        try (Connection connection = source.getConnection()) {
            return open(source, connection, new From("(" + named.sql() + "\n) steadwork_source", values), zone);
        }
    }

    /** The same rows with these columns only, which are named as the database names them. */
    public TableQuery select(List<String> names) throws SQLException {
        String list = Sql.list(names, quote);
        try (Connection connection = source.getConnection()) {
            From narrow = new From("(SELECT " + list + " FROM " + from + ") steadwork_columns", parameters);
            return open(source, connection, narrow, Optional.empty());
        }
    }

    /** Whether a query has this parameter. */
    public static boolean hasParameter(String sql, String name) {
        return NamedSql.parse(sql).names().contains(name);
    }

    private static TableQuery open(DataSource source, Connection connection, From from, Optional<ZoneId> zone)
            throws SQLException {
        Dialect dialect = Dialect.of(connection);
        Binder binder = new Binder(dialect);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM " + from.sql() + " WHERE 1 = 0")) {
            for (int i = 0; i < from.values().size(); i++) {
                binder.bind(statement, i + 1, from.values().get(i));
            }
            try (ResultSet none = statement.executeQuery()) {
                ResultColumns columns = ResultColumns.of(none.getMetaData(), dialect, zone);
                String quote = connection.getMetaData().getIdentifierQuoteString();
                return new TableQuery(source, from, dialect, quote, columns);
            }
        }
    }

    /** The columns, with the names that the database gives them. */
    public Schema schema() {
        return columns.schema();
    }

    /**
     * The column's own name: as it is given, or else the only one that differs in case.
     *
     * @throws DataException if there is none
     */
    public String column(String name) {
        return TableName.match(schema().names(), name)
                .orElseThrow(() -> new DataException(
                        "there is no column '" + name + "' in the source; " + NameHint.of(name, schema().names())));
    }

    /**
     * The primary key of a table, in its order.
     *
     * @return empty if it has none, or if there is no such table
     */
    public static List<String> primaryKey(DataSource source, String table) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Optional<TableName> name = TableName.find(connection, table);
            return name.isPresent() ? name.get().primaryKey(connection) : List.of();
        }
    }

    /** How many rows have a null in this column. */
    public long nulls(String column) throws SQLException {
        Condition isNull = new Condition(this).isNull(column);
        return select("COUNT(*)", isNull, "", result -> {
            result.next();
            return result.getLong(1);
        });
    }

    /** The values of these columns in the last row in their order, within the range; empty if there is no row without nulls. */
    public Optional<List<Object>> last(List<String> order, Optional<Range> range) throws SQLException {
        Condition set = new Condition(this);
        range.ifPresent(set::range);
        order.forEach(set::isSet);
        String descending = order.stream().map(name -> quoted(name) + " DESC").collect(Collectors.joining(", "));
        List<Row> rows = select("*", set, " ORDER BY " + descending + dialect.limit(1), result -> rows(result, 1));
        return rows.stream().findFirst().map(row -> key(row, order));
    }

    /** The values of these columns in the row, none of which is null. */
    public static List<Object> key(Row row, List<String> order) {
        return order.stream()
                .map(name -> Objects.requireNonNull(row.get(name), name))
                .toList();
    }

    /**
     * A page of rows.
     *
     * @param after the values of the paging's order in the row before; empty to begin
     * @param limit how many rows at most; fewer are the last page
     * @param firstPosition of the first row, from 1
     */
    public List<Row> page(Paging paging, List<Object> after, int limit, long firstPosition) throws SQLException {
        Condition where = new Condition(this);
        paging.range().ifPresent(where::range);
        paging.nulls().ifPresent(where::isNull);
        if (!paging.last().isEmpty()) {
            where.compare(paging.order(), false, paging.last());
        }
        if (!after.isEmpty()) {
            where.compare(paging.order(), true, after);
        }
        String order = paging.order().stream().map(this::quoted).collect(Collectors.joining(", "));
        return select("*", where, " ORDER BY " + order + dialect.limit(limit), result -> rows(result, firstPosition));
    }

    private List<Row> rows(ResultSet result, long firstPosition) throws SQLException {
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(Row.wrap(schema(), columns.read(result), firstPosition + rows.size()));
        }
        return rows;
    }

    /** All rows as one stream, for queries that have no key to page by. It holds a connection until it is closed. */
    public RowStream stream(Optional<Range> range, int fetchSize) throws SQLException {
        Condition where = new Condition(this);
        range.ifPresent(where::range);
        Connection connection = source.getConnection();
        try {
            return RowStream.open(connection, dialect, columns, fetchSize, opened -> prepare(opened, "*", where, ""));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What is done with a result. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet result) throws SQLException;
    }

    private <T> T select(String what, Condition where, String end, Reading<T> reading) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, what, where, end);
                ResultSet result = statement.executeQuery()) {
            return reading.of(result);
        }
    }

    private PreparedStatement prepare(Connection connection, String what, Condition where, String end)
            throws SQLException {
        String sql = "SELECT " + what + " FROM " + from + where.sql() + end;
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        try {
            Binder binder = new Binder(dialect);
            int index = 1;
            for (Object value : parameters) {
                binder.bind(statement, index++, value);
            }
            for (Object value : where.values()) {
                binder.bind(statement, index++, value);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** The value of a column that its text stands for. */
    public Object parse(String column, String text) {
        return columns.parse(schema().index(column), text);
    }

    @Nullable
    Object parameter(String column, Object value) {
        return columns.parameter(schema().index(column), value);
    }

    String quoted(String column) {
        return Sql.quoted(column, quote);
    }

    boolean comparesTuples() {
        return dialect != Dialect.STANDARD && dialect != Dialect.SQLSERVER && dialect != Dialect.DUCKDB;
    }
}
