package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection in the middle of some work, and what is needed to speak to it. Belongs to one thread. */
final class Session {

    /** How many ids a statement names; lists are filled up to one of these, so that there are few different statements. */
    private static final int[] SIZES = {1, 8, 64, 512};

    private static final int LARGEST_BATCH = 1_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Sql sql;
    private final Columns columns;
    private @Nullable Long now;

    Session(Connection connection, Dialect dialect, Sql sql) {
        this.connection = connection;
        this.dialect = dialect;
        this.sql = sql;
        this.columns = new Columns(dialect);
    }

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, T value) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    Columns columns() {
        return columns;
    }

    /** The database's time in microseconds, the same for the whole of this work. */
    long now() throws SQLException {
        Long known = now;
        if (known == null) {
            known = query(nowQuery(), statement -> {}, row -> row.getLong(1)).get(0);
            now = known;
        }
        return known;
    }

    private static String nowQuery() {
        return "SELECT ${now}";
    }

    PreparedStatement prepare(String template) throws SQLException {
        return connection.prepareStatement(sql.of(template));
    }

    /** Sets the parameters of a statement that is run once. */
    @FunctionalInterface
    interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    <T> List<T> query(String template, Parameters parameters, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(template)) {
            parameters.bind(statement);
            return readAll(statement, reader);
        }
    }

    private static <T> List<T> readAll(PreparedStatement statement, Reader<T> reader) throws SQLException {
        List<T> read = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                read.add(reader.read(rows));
            }
        }
        return read;
    }

    int update(String template, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = prepare(template)) {
            parameters.bind(statement);
            return statement.executeUpdate();
        }
    }

    /** Runs a statement once for each value; gives how many rows each has changed, in their order. */
    <T> int[] updateEach(String template, Collection<? extends T> values, Binder<T> binder) throws SQLException {
        int[] counts = new int[values.size()];
        if (values.isEmpty()) {
            return counts;
        }
        try (PreparedStatement statement = prepare(template)) {
            int added = 0;
            int counted = 0;
            for (T value : values) {
                binder.bind(statement, value);
                statement.addBatch();
                added++;
                if (added % LARGEST_BATCH == 0 || added == counts.length) {
                    int[] some = statement.executeBatch();
                    System.arraycopy(some, 0, counts, counted, some.length);
                    counted += some.length;
                }
            }
        }
        return counts;
    }

    /** Something to do that may throw. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    /** Does a step of a transaction; if it throws, nothing of this step remains, and the transaction can go on. */
    void undoing(Step step) throws SQLException {
        execute("SAVEPOINT steadwork");
        try {
            step.run();
        } catch (SQLException | RuntimeException | Error error) {
            undo(error);
            throw error;
        }
        execute("RELEASE SAVEPOINT steadwork"); // many that are kept open make PostgreSQL slow
    }

    private void undo(Throwable why) {
        try {
            execute("ROLLBACK TO SAVEPOINT steadwork");
        } catch (SQLException gone) {
            why.addSuppressed(gone); // the transaction has been rolled back, or the connection is gone
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a query that names ids as {@code ${ids}}, which has to be its only parameter, as often as it takes. */
    <T> List<T> queryIds(String template, Collection<UUID> ids, Reader<T> reader) throws SQLException {
        return queryIds(template, ids, statement -> 1, reader);
    }

    /** As {@link #queryIds}, with other parameters before the ids. */
    <T> List<T> queryIds(String template, Collection<UUID> ids, Locking.Binder before, Reader<T> reader)
            throws SQLException {
        List<T> read = new ArrayList<>();
        for (List<UUID> some : portions(ids)) {
            try (PreparedStatement statement = prepareIds(template, some, before)) {
                read.addAll(readAll(statement, reader));
            }
        }
        return read;
    }

    /** As {@link #queryIds}, for words, which it names as {@code ${words}}. */
    <T> List<T> queryWords(String template, Collection<String> words, Reader<T> reader) throws SQLException {
        List<T> read = new ArrayList<>();
        for (List<String> some : wordPortions(words)) {
            read.addAll(query(naming(template, some), statement -> bindWords(statement, some), reader));
        }
        return read;
    }

    /** As {@link #queryWords}, for a statement that changes rows. */
    void updateWords(String template, Collection<String> words) throws SQLException {
        for (List<String> some : wordPortions(words)) {
            update(naming(template, some), statement -> bindWords(statement, some));
        }
    }

    private static List<List<String>> wordPortions(Collection<String> words) {
        List<String> all = List.copyOf(words);
        int most = SIZES[SIZES.length - 1];
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            portions.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return portions;
    }

    private static String naming(String template, List<String> words) {
        return template.replace("${words}", "?" + ", ?".repeat(size(words.size()) - 1));
    }

    private static void bindWords(PreparedStatement statement, List<String> words) throws SQLException {
        for (int i = 0; i < size(words.size()); i++) {
            statement.setString(i + 1, words.get(Math.min(i, words.size() - 1)));
        }
    }

    private static int size(int wanted) {
        int size = 0;
        while (SIZES[size] < wanted) {
            size++;
        }
        return SIZES[size];
    }

    /** As {@link #queryIds}, for a statement that changes rows; gives how many. */
    int updateIds(String template, Collection<UUID> ids) throws SQLException {
        return updateIds(template, ids, unused -> 1);
    }

    /** As {@link #updateIds}, with other parameters before the ids. */
    int updateIds(String template, Collection<UUID> ids, Locking.Binder before) throws SQLException {
        int changed = 0;
        for (List<UUID> some : portions(ids)) {
            try (PreparedStatement statement = prepareIds(template, some, before)) {
                changed += statement.executeUpdate();
            }
        }
        return changed;
    }

    private static List<List<UUID>> portions(Collection<UUID> ids) {
        List<UUID> sorted = ids.stream().sorted(Session::inOrder).toList();
        int most = SIZES[SIZES.length - 1];
        List<List<UUID>> portions = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += most) {
            portions.add(sorted.subList(from, Math.min(sorted.size(), from + most)));
        }
        return portions;
    }

    /** As databases order them: as unsigned numbers. */
    private static int inOrder(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    private PreparedStatement prepareIds(String template, List<UUID> ids, Locking.Binder before) throws SQLException {
        int size = size(ids.size());
        String marks = "?" + ", ?".repeat(size - 1);
        PreparedStatement statement = prepare(template.replace("${ids}", marks));
        int first = before.bind(statement);
        for (int i = 0; i < size; i++) {
            dialect.bindId(statement, first + i, ids.get(Math.min(i, ids.size() - 1)));
        }
        return statement;
    }
}
