package io.github.steadwork.benchmarks.data.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** PostgreSQL's own COPY of the file as it is: nothing is read, checked or converted on the way. The limit. */
final class RawCopy {

    private static final String CONTENT =
            "SELECT count(*) || ' rows, ' || sum(hashtextextended(l::text, 0)::numeric) FROM lineitem l";

    private RawCopy() {}

    static Work.Evidence load(Task task) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(task.database());
                InputStream csv = Files.newInputStream(task.csv())) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY lineitem FROM STDIN (FORMAT csv, HEADER)", csv);
        }
        return loaded(task);
    }

    /** What is in the table. */
    static Work.Evidence loaded(Task task) {
        return () -> {
            try (Connection connection = DriverManager.getConnection(task.database());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(CONTENT)) {
                row.next();
                return row.getString(1);
            }
        };
    }
}
