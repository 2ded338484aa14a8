package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes the rows of one run to a table, chunk by chunk. Each chunk is a transaction that holds the rows and the sink's own record of the
 * run, so whoever goes on after a crash is told by {@link #state} what is there, and nobody can write a chunk twice. A connection is
 * borrowed for each chunk and given back. For one thread.
 */
public final class TableSink {

    private final DataSource database;
    private final TableTarget target;
    private final SinkLedger ledger;
    private final Optional<Staging> staging;
    private final RowLoader loader;
    private SinkState state;

    private TableSink(
            DataSource database,
            TableTarget target,
            SinkLedger ledger,
            Optional<Staging> staging,
            RowLoader loader,
            SinkState state) {
        this.database = database;
        this.target = target;
        this.ledger = ledger;
        this.staging = staging;
        this.loader = loader;
        this.state = state;
    }

    /**
     * Begins a run, or goes on with it.
     *
     * @param schema of all rows; its columns are found in the table by their names, whatever their case
     * @param run a name that is the same in every attempt and used by no other run, of 200 characters at most
     * @throws io.github.steadwork.pipeline.row.DataException if the table is missing or lacks a column
     */
    public static TableSink open(Connections connections, TableTarget target, Schema schema, String run)
            throws SQLException {
        DataSource database = connections.get(target.connection());
        try (Connection connection = database.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            TargetTable table = TargetTable.open(connection, dialect, target, schema);
            SinkLedger ledger = new SinkLedger(
                    beside(connection, table.name(), SinkLedger.TABLE), run, target.table(), connections.clock());
            ledger.create(connection, dialect);
            Optional<Staging> staging = staging(connection, dialect, target, table, run);
            SinkState state = begin(connection, ledger, staging);
            TableName into = staging.map(Staging::table).orElse(table.name());
            RowLoader loader = new RowLoader(dialect, into, table.columns(), staging.isPresent());
            return new TableSink(database, target, ledger, staging, loader, state);
        }
    }

    private static TableName beside(Connection connection, TableName table, String name) throws SQLException {
        return table.beside(TableName.folded(connection.getMetaData(), name));
    }

    private static Optional<Staging> staging(
            Connection connection, Dialect dialect, TableTarget target, TargetTable table, String run)
            throws SQLException {
        boolean direct = target.publish() == TableTarget.Publish.PER_CHUNK && target.mode() == TableTarget.Mode.INSERT;
        if (direct) {
            return Optional.empty();
        }
        TableName name = beside(connection, table.name(), Staging.name(run, target.table()));
        return Optional.of(new Staging(dialect, table.name(), name, table.columns(), table.keys()));
    }

    /** The record is written after the staging table is made, so where there is a record, there is the table. */
    private static SinkState begin(Connection connection, SinkLedger ledger, Optional<Staging> staging)
            throws SQLException {
        Optional<SinkState> there = ledger.read(connection);
        if (there.isEmpty()) {
            if (staging.isPresent()) {
                staging.get().create(connection);
            }
            ledger.insert(connection, SinkState.NEW);
        } else if (there.get().published() && staging.isPresent()) {
            staging.get().drop(connection);
        }
        return there.orElse(SinkState.NEW);
    }

    /** What the sink has recorded of the run. */
    public SinkState state() {
        return state;
    }

    /** Whether chunks are seen before the run is over. */
    public boolean isPublishedPerChunk() {
        return target.publish() == TableTarget.Publish.PER_CHUNK;
    }

    /**
     * Writes a chunk and what is to be recorded with it, both or neither.
     *
     * @throws io.github.steadwork.retry.TransientException if another attempt of the run has written it meanwhile
     */
    public void write(List<Row> rows, SinkNote note) throws SQLException {
        SinkState next = state.next(rows.size(), note);
        state = Sql.transaction(database, connection -> {
            ledger.advance(connection, state, next);
            if (isPublishedPerChunk() && staging.isPresent()) {
                staging.get().clear(connection);
            }
            loader.load(connection, rows, state.rowsWritten());
            return isPublishedPerChunk() && staging.isPresent()
                    ? publish(connection, staging.get(), rows.size(), next)
                    : next;
        });
    }

    private SinkState publish(Connection connection, Staging staged, long rows, SinkState next) throws SQLException {
        long updated = staged.publish(connection, target.mode(), rows);
        SinkState counted = next.updated(updated);
        if (updated > 0) {
            ledger.count(connection, counted);
        }
        return counted;
    }

    /**
     * Throws away what is staged, to begin anew.
     *
     * @throws IllegalStateException if chunks have been published
     */
    public void restart() throws SQLException {
        if (isPublishedPerChunk() && state.rowsWritten() > 0) {
            throw new IllegalStateException("chunks of the run have been published, which cannot be undone");
        }
        SinkState again = state.again();
        Sql.transaction(database, connection -> {
            ledger.advance(connection, state, again);
            if (staging.isPresent()) {
                staging.get().clear(connection);
            }
            return true;
        });
        state = again;
    }

    /** Ends the run: its rows are in the table, all in one transaction, and the run cannot be written to any more. */
    public void publish() throws SQLException {
        if (state.published()) {
            return;
        }
        SinkState done = state.done();
        state = Sql.transaction(database, connection -> {
            ledger.advance(connection, state, done);
            return isPublishedPerChunk() ? done : publish(connection, staging.orElseThrow(), done.rowsWritten(), done);
        });
        try (Connection connection = database.getConnection()) {
            if (staging.isPresent()) {
                staging.get().drop(connection);
            }
            ledger.prune(connection);
        }
    }

    /** Removes what a run that will not go on has left: its staged rows and its record. What was published stays. */
    public void discard() throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (staging.isPresent()) {
                staging.get().drop(connection);
            }
            ledger.delete(connection);
        }
    }
}
