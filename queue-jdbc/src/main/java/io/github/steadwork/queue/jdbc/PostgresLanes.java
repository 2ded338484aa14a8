package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.ClaimRequest;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;

/** As {@link Lanes}, in PostgreSQL's own words: it steps from lane to lane in the index, and reads the first of all in one statement. */
final class PostgresLanes extends Lanes {

    private static final String NEXT = """
            WITH RECURSIVE turn AS (
                (SELECT lane FROM ${p}job
                    WHERE queue = ? AND state = 1 AND priority = ? AND lane IS NOT NULL AND lane > ? ORDER BY lane LIMIT 1)
                UNION ALL
                SELECT (SELECT j.lane FROM ${p}job j
                    WHERE j.queue = ? AND j.state = 1 AND j.priority = ? AND j.lane IS NOT NULL AND j.lane > turn.lane
                    ORDER BY j.lane LIMIT 1)
                FROM turn WHERE turn.lane IS NOT NULL)
            SELECT lane FROM turn WHERE lane IS NOT NULL LIMIT ?""";

    private static final String FIRST = """
            SELECT due.* FROM unnest(?::text[]) AS turn(name)
            CROSS JOIN LATERAL (
                SELECT ${job} FROM ${p}job
                WHERE queue = ? AND state = 1 AND priority = ? AND lane IS NOT NULL AND lane = turn.name
                    AND run_at <= ? AND (NOT suspect OR ?) AND type = ANY (?)
                ORDER BY run_at, id LIMIT ? FOR UPDATE SKIP LOCKED) due""";

    PostgresLanes(Session session, ClaimRequest request) {
        super(session, request);
    }

    @Override
    List<String> next(Wish wish, String after, int most) throws SQLException {
        return session()
                .query(
                        NEXT,
                        statement -> {
                            statement.setString(1, wish.queue());
                            statement.setInt(2, wish.priority());
                            statement.setString(3, after);
                            statement.setString(4, wish.queue());
                            statement.setInt(5, wish.priority());
                            statement.setInt(6, most);
                        },
                        row -> row.getString(1));
    }

    @Override
    List<JobRow> first(Wish wish, List<String> lanes, int most) throws SQLException {
        Array turns = session().connection().createArrayOf("text", lanes.toArray());
        Array types =
                session().connection().createArrayOf("text", request().types().toArray());
        return session()
                .query(
                        FIRST,
                        statement -> {
                            statement.setArray(1, turns);
                            statement.setString(2, wish.queue());
                            statement.setInt(3, wish.priority());
                            statement.setLong(4, wish.dueBy());
                            statement.setBoolean(5, wish.suspects());
                            statement.setArray(6, types);
                            statement.setInt(7, most);
                        },
                        session().columns()::read);
    }
}
