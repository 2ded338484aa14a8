package io.github.steadwork.benchmarks.peer;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What SQL alone can do: a narrow table, batches, no framework. It is the limit, not a job system: nothing fences, heartbeats or
 * retries.
 *
 * @param way how it takes work
 */
record RawPeer(String name, RawWay way) implements Peer {

    @Override
    public int pace() {
        return way.pace();
    }

    @Override
    public void createTables(DataSource database) throws SQLException {
        Statements.run(database, """
                CREATE TABLE raw_job (
                    id bigint PRIMARY KEY,
                    state smallint NOT NULL,
                    priority smallint NOT NULL,
                    run_at timestamptz NOT NULL,
                    worker integer,
                    payload bytea NOT NULL
                ) WITH (fillfactor = 90)""", "CREATE INDEX raw_job_due ON raw_job (priority, run_at, id) WHERE state = 0");
    }

    @Override
    public Node producer(DataSource database) {
        return new RawProducer(database, way);
    }

    @Override
    public Node worker(DataSource database, Ledger ledger) {
        return new RawWorker(database, way, ledger);
    }

    @Override
    public String unfinished() {
        return "SELECT EXISTS (SELECT FROM raw_job)";
    }
}
