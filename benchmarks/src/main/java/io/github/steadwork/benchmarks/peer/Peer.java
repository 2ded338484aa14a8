package io.github.steadwork.benchmarks.peer;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A job system, set up as its documentation says for speed. */
public interface Peer {

    /** The name in tables and ratio lines. */
    String name();

    /** About how many jobs a second it gets done, so that every peer can be given work for about as long. */
    int pace();

    /** How many jobs it enqueues best at a time. */
    default int batch() {
        return 1_000;
    }

    /** Creates its tables in an empty database, where it does not do that itself later. */
    void createTables(DataSource database) throws SQLException;

    /** A process's part of it that enqueues and runs nothing. */
    Node producer(DataSource database) throws Exception;

    /** A process's part of it that enqueues, and runs what is due from now on. */
    Node worker(DataSource database, Ledger ledger) throws Exception;

    /** Asks, in one row and column of type boolean, whether any job is stored that has not ended. */
    String unfinished();
}
