package io.github.steadwork.benchmarks.data.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** DuckDB over JDBC: reads the file, with its columns declared, and writes the result, all by itself and with all processors. */
final class DuckDb {

    static final Work GROUP_BY = task -> copy(task, """
            SELECT l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice),
                sum(l_extendedprice * (1 - l_discount)), sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)),
                avg(l_quantity), avg(l_extendedprice), avg(l_discount), count(*), min(l_shipdate), max(l_shipdate)
            FROM lineitem GROUP BY ALL""", task.numbers());

    static final Work DISTINCT = task -> copy(task, "SELECT DISTINCT l_comment FROM lineitem", task.unordered());

    static final Work DEDUPLICATE = task -> copy(task, """
            SELECT DISTINCT ON (l_suppkey, l_shipdate) * FROM lineitem
            ORDER BY l_orderkey, l_linenumber""", task.ordered());

    static final Work SORT =
            task -> copy(task, "SELECT * FROM lineitem ORDER BY l_shipdate, l_orderkey, l_linenumber", task.ordered());

    static final Work STATISTICS = DuckDb::statistics;

    private static final String MEMORY = "1GB";

    private DuckDb() {}

    private static Work.Evidence copy(Task task, String query, Work.Evidence evidence) throws SQLException {
        try (Connection connection = open(task);
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO " + quoted(task.output()) + " (FORMAT csv, HEADER)");
        }
        return evidence;
    }

    private static Connection open(Task task) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        String columns = IntStream.range(0, Task.COLUMNS.size())
                .mapToObj(i -> "'" + Task.COLUMNS.get(i) + "': '" + Task.TYPES.get(i) + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '" + MEMORY + "'");
            statement.execute("SET temp_directory = " + quoted(task.folder().resolve("duckdb")));
            statement.execute("CREATE VIEW lineitem AS SELECT * FROM read_csv(" + quoted(task.csv())
                    + ", header = true, columns = " + columns + ")");
        }
        return connection;
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private static Work.Evidence statistics(Task task) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = open(task);
                Statement statement = connection.createStatement()) {
            String figures = Steadwork.MEASURED.stream().map("""
                            count(%1$s), count(DISTINCT %1$s), avg(%1$s), stddev(%1$s), skewness(%1$s), kurtosis(%1$s),
                            min(%1$s), max(%1$s), quantile_cont(%1$s::DOUBLE, [0.05, 0.25, 0.5, 0.75, 0.95]),
                            mode(%1$s), histogram(%1$s)"""::formatted).collect(Collectors.joining(", "));
            try (ResultSet row = statement.executeQuery("SELECT " + figures + " FROM lineitem")) {
                row.next();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    all.add(String.valueOf(row.getObject(column)));
                }
            }
        }
        return () -> firstFigures(all);
    }

    /** Count, distinct, mean, deviation, skewness, kurtosis, least and greatest of each column. */
    private static String firstFigures(List<String> all) {
        int each = all.size() / Steadwork.MEASURED.size();
        return IntStream.range(0, all.size())
                .filter(i -> i % each < Steadwork.FIGURES)
                .mapToObj(i -> Digest.rounded(all.get(i)))
                .collect(Collectors.joining(" "));
    }
}
