package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.JobQueueException;
import java.time.Duration;

/** Knows whether the database was away lately, so that the silence of workers proves nothing. */
final class Outages {

    private final Database database;
    private final boolean canAskForStart;

    Outages(Database database, boolean canAskForStart) {
        this.database = database;
        this.canAskForStart = canAskForStart;
    }

    boolean isRecent(Duration time) {
        return database.wasLostWithin(time) || (canAskForStart && startedWithin(time));
    }

    private boolean startedWithin(Duration time) throws JobQueueException {
        long up = database.plainly(
                "ask for the start of the server",
                session -> session.query(
                                "SELECT ${now} - (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint",
                                statement -> {},
                                row -> row.getLong(1))
                        .get(0));
        return up < Micros.of(time);
    }
}
