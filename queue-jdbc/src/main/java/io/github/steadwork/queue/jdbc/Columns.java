package io.github.steadwork.queue.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The columns of a job, in one order for all statements: how they are named, read and bound. */
final class Columns {

    /** What both tables of jobs have. */
    static final String JOB =
            "id, type, queue, priority, state, run_at, created_at, payload, payload_form, max_retries,"
                    + " timeout, attempt, retries_used, crashes, snoozes, worker, incarnation, token, claimed_at, started,"
                    + " suspect, cancel_reason, unique_key, unique_rule, parents, parent_policy, for_children, tags, headers,"
                    + " error, checkpoint, checkpoint_form, progress, flow, lane, start_by";

    /** What jobs that have ended have besides. */
    static final String END = "finished_at, ran, result, result_form";

    static final String ENDED = JOB + ", " + END;

    private final Dialect dialect;

    Columns(Dialect dialect) {
        this.dialect = dialect;
    }

    /** {@code ?, ?, ...}, one for each column. */
    static String marks(String columns) {
        return "?" + ", ?".repeat(columns.length() - columns.replace(",", "").length());
    }

    /** Each column with a table's name before it. */
    static String of(String table, String columns) {
        return table + "." + columns.replace(", ", ", " + table + ".");
    }

    /** Reads the {@link #JOB} columns, the first of which stands at 1. */
    JobRow read(ResultSet rows) throws SQLException {
        JobRow row = new JobRow();
        row.id = dialect.readId(rows, 1);
        row.type = rows.getString(2);
        row.queue = rows.getString(3);
        row.priority = rows.getInt(4);
        row.state = Codes.state(rows.getInt(5));
        row.runAt = rows.getLong(6);
        row.createdAt = rows.getLong(7);
        row.payload = rows.getBytes(8);
        row.payloadForm = rows.getString(9);
        row.maxRetries = rows.getInt(10);
        row.timeout = number(rows, 11);
        row.attempt = rows.getInt(12);
        row.retriesUsed = rows.getInt(13);
        row.crashes = rows.getInt(14);
        row.snoozes = rows.getInt(15);
        row.worker = rows.getString(16);
        row.incarnation = rows.getLong(17);
        row.token = number(rows, 18);
        row.claimedAt = rows.getLong(19);
        row.started = rows.getBoolean(20);
        row.suspect = rows.getBoolean(21);
        row.cancelReason = rows.getString(22);
        readRest(rows, row);
        return row;
    }

    private static void readRest(ResultSet rows, JobRow row) throws SQLException {
        row.uniqueKey = rows.getString(23);
        row.uniqueRule = rows.getString(24);
        row.parents = rows.getString(25);
        row.parentPolicy = Codes.policy(rows.getInt(26));
        row.forChildren = rows.getBoolean(27);
        row.tags = rows.getString(28);
        row.headers = rows.getString(29);
        row.error = rows.getString(30);
        row.checkpoint = rows.getBytes(31);
        row.checkpointForm = rows.getString(32);
        row.progress = rows.getString(33);
        row.flow = rows.getString(34);
        row.lane = rows.getString(35);
        row.startBy = number(rows, 36);
    }

    /** Reads the {@link #ENDED} columns. */
    JobRow readEnded(ResultSet rows) throws SQLException {
        JobRow row = read(rows);
        row.finishedAt = rows.getLong(37);
        row.ran = number(rows, 38);
        row.result = rows.getBytes(39);
        row.resultForm = rows.getString(40);
        return row;
    }

    /** What reads the rows of one of the two tables of jobs. */
    Session.Reader<JobRow> reader(boolean ended) {
        return ended ? this::readEnded : this::read;
    }

    /** Binds the {@link #JOB} columns. */
    void bind(PreparedStatement statement, JobRow row) throws SQLException {
        dialect.bindId(statement, 1, row.id);
        statement.setString(2, row.type);
        statement.setString(3, row.queue);
        statement.setInt(4, row.priority);
        statement.setInt(5, Codes.of(row.state));
        statement.setLong(6, row.runAt);
        statement.setLong(7, row.createdAt);
        statement.setBytes(8, row.payload);
        statement.setString(9, row.payloadForm);
        statement.setInt(10, row.maxRetries);
        number(statement, 11, row.timeout);
        statement.setInt(12, row.attempt);
        statement.setInt(13, row.retriesUsed);
        statement.setInt(14, row.crashes);
        statement.setInt(15, row.snoozes);
        statement.setString(16, row.worker);
        number(statement, 17, row.worker == null ? null : (Long) row.incarnation);
        number(statement, 18, row.token);
        number(statement, 19, row.worker == null ? null : (Long) row.claimedAt);
        statement.setBoolean(20, row.started);
        statement.setBoolean(21, row.suspect);
        statement.setString(22, row.cancelReason);
        bindRest(statement, row);
    }

    private static void bindRest(PreparedStatement statement, JobRow row) throws SQLException {
        statement.setString(23, row.uniqueKey);
        statement.setString(24, row.uniqueRule);
        statement.setString(25, row.parents);
        statement.setInt(26, Codes.of(row.parentPolicy));
        statement.setBoolean(27, row.forChildren);
        statement.setString(28, row.tags);
        statement.setString(29, row.headers);
        statement.setString(30, row.error);
        statement.setBytes(31, row.checkpoint);
        statement.setString(32, row.checkpointForm);
        statement.setString(33, row.progress);
        statement.setString(34, row.flow);
        statement.setString(35, row.lane);
        number(statement, 36, row.startBy);
    }

    /** Binds the {@link #ENDED} columns. */
    void bindEnded(PreparedStatement statement, JobRow row) throws SQLException {
        bind(statement, row);
        number(statement, 37, row.finishedAt);
        number(statement, 38, row.ran);
        statement.setBytes(39, row.result);
        statement.setString(40, row.resultForm);
    }

    static @Nullable Long number(ResultSet rows, int at) throws SQLException {
        long number = rows.getLong(at);
        return rows.wasNull() ? null : number;
    }

    static void number(PreparedStatement statement, int at, @Nullable Long number) throws SQLException {
        if (number == null) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, number);
        }
    }
}
