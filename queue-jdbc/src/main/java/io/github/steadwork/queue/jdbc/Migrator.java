package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.JobQueueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

/**
 * Brings the tables to the version that this library needs, or looks whether they are. The steps are numbered files, one folder
 * a dialect; what was applied stands in a table of its own, with a checksum. Many nodes may start at once: one does it, the
 * others find it done.
 */
final class Migrator {

    private static final int NEWEST = 5;
    private static final int MOST_TRIES = 15;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Nodes of one process wait for each other, also where the database would not let them. */
    private static final Object TURN = new Object();

    private final Database database;
    private final String prefix;

    Migrator(Database database, String prefix) {
        this.database = database;
        this.prefix = prefix;
    }

    /** One step: its number, its statements, and what its text sums up to. */
    private record Step(int version, List<String> statements, long checksum) {}

    /** Does what is to be done when a queue opens. */
    void prepare(SchemaMode mode) {
        switch (mode) {
            case APPLY -> apply();
            case VALIDATE -> validate();
            case OFF -> {}
        }
    }

    /** Applies the steps that are missing. */
    void apply() {
        synchronized (TURN) {
            applyInTurn();
        }
    }

    private void applyInTurn() {
        for (int tries = 1; !isUpToDate(); tries++) {
            try {
                applyMissing();
            } catch (JobQueueException error) {
                // where the database has no transactions for tables, another node may have been in the way
                if (tries == MOST_TRIES) {
                    throw error;
                }
                LockSupport.parkNanos(PAUSE.toNanos() * tries);
            }
        }
    }

    private boolean isUpToDate() {
        return isThere() && missing(applied()).isEmpty();
    }

    private void applyMissing() {
        database.atomically("create the tables", session -> {
            database.dialect().lockSchema(session.connection(), prefix);
            run(session.connection(), versionTable());
            for (Step step : missing(applied(session))) {
                apply(session, step);
            }
            return NEWEST;
        });
    }

    private void apply(Session session, Step step) throws SQLException {
        for (String statement : step.statements) {
            run(session.connection(), statement);
        }
        session.update(
                "INSERT INTO ${p}schema_version (version, checksum, applied_at) VALUES (?, ?, ${now})", statement -> {
                    statement.setInt(1, step.version);
                    statement.setLong(2, step.checksum);
                });
    }

    /**
     * Looks whether all steps were applied.
     *
     * @throws JobQueueException if not, with what to do
     */
    void validate() {
        List<Step> missing = isThere() ? missing(applied()) : steps();
        if (!missing.isEmpty()) {
            throw new JobQueueException("the tables '" + prefix + "*' lack version " + missing.get(0).version
                    + " of the schema; apply the statements that JdbcSchema.ddl gives, or let the queue do it with"
                    + " SchemaMode.APPLY");
        }
    }

    /** All statements that make the tables, ready to be run by hand. */
    static String ddl(Dialect dialect, String prefix) {
        StringBuilder text = new StringBuilder();
        text.append(named(versionTable(), prefix)).append(";\n\n");
        for (int version = 1; version <= NEWEST; version++) {
            String content = content(dialect, version);
            if (content.isEmpty()) {
                continue;
            }
            text.append(named(content, prefix))
                    .append("\nINSERT INTO ")
                    .append(prefix)
                    .append("schema_version (version, checksum, applied_at) VALUES (")
                    .append(version)
                    .append(", ")
                    .append(checksum(content))
                    .append(", 0);\n");
        }
        return text.toString();
    }

    private static String versionTable() {
        return "CREATE TABLE IF NOT EXISTS ${p}schema_version (version integer NOT NULL PRIMARY KEY,"
                + " checksum bigint NOT NULL, applied_at bigint NOT NULL)";
    }

    private boolean isThere() {
        try {
            applied();
            return true;
        } catch (JobQueueException absent) {
            return false;
        }
    }

    private Map<Integer, Long> applied() {
        return database.plainly("read the version of the tables", this::applied);
    }

    private Map<Integer, Long> applied(Session session) throws SQLException {
        Map<Integer, Long> applied = new TreeMap<>();
        session.query(
                        "SELECT version, checksum FROM ${p}schema_version",
                        statement -> {},
                        row -> Map.entry(row.getInt(1), row.getLong(2)))
                .forEach(entry -> applied.put(entry.getKey(), entry.getValue()));
        return applied;
    }

    private List<Step> missing(Map<Integer, Long> applied) {
        List<Step> missing = new ArrayList<>();
        for (Step step : steps()) {
            Long checksum = applied.get(step.version);
            if (checksum == null) {
                missing.add(step);
            } else if (checksum != step.checksum) {
                throw new JobQueueException("version " + step.version + " of the tables '" + prefix
                        + "*' was made from another text than this library has; compare them with what"
                        + " JdbcSchema.ddl gives");
            }
        }
        return missing;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int version = 1; version <= NEWEST; version++) {
            String content = content(database.dialect(), version);
            if (!content.isEmpty()) {
                steps.add(new Step(version, statements(content), checksum(content)));
            }
        }
        return steps;
    }

    private static List<String> statements(String content) {
        StringBuilder code = new StringBuilder();
        content.lines()
                .filter(line -> !line.startsWith("--"))
                .forEach(line -> code.append(line).append('\n'));
        List<String> statements = new ArrayList<>();
        for (String statement : code.toString().split(";\n", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
        return statements;
    }

    /** Empty for a step that does not concern this database. */
    private static String content(Dialect dialect, int version) {
        String name = "%s/%03d.sql".formatted(dialect.name(), version);
        try (InputStream file = Migrator.class.getResourceAsStream(name)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    /** Of what is made, not of how often it may be said. */
    private static long checksum(String content) {
        String once = content.replace("IF NOT EXISTS ", "").replace("IF EXISTS ", "");
        CRC32 sum = new CRC32();
        sum.update(once.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    /** Indexes take their schema from their table, and must not name it. */
    private static String named(String text, String prefix) {
        return text.replace("${p}", prefix).replace("${i}", prefix.substring(prefix.indexOf('.') + 1));
    }

    private void run(Connection connection, String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(named(statement, prefix));
        }
    }
}
