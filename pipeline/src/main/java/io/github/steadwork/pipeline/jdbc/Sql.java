package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.DataException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Small things that all SQL here needs: quoted names, and transactions on a borrowed connection. */
final class Sql {

    private static final int LONGEST_NAME = 128;

    private Sql() {}

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does the work in one transaction and gives the connection back as it was; an error undoes all of it. */
    static <T> T transaction(DataSource source, Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                restore(connection, automatic);
            }
        }
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** A connection that cannot be restored is broken, and whoever takes it next will see that. */
    private static void restore(Connection connection, boolean automatic) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(automatic);
        }
    }

    static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The name in the database's quotes, which makes it a name whatever it holds. */
    static String quoted(String name, String quote) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw new DataException("'" + name + "' is no name of a table or column; allowed are 1 to " + LONGEST_NAME
                    + " characters");
        }
        return quote + name.replace(quote, quote + quote) + quote;
    }

    static String list(List<String> names, String quote) {
        return names.stream().map(name -> quoted(name, quote)).collect(Collectors.joining(", "));
    }

    static String marks(int count) {
        String[] marks = new String[count];
        Arrays.fill(marks, "?");
        return String.join(", ", marks);
    }
}
