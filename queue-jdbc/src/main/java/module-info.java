/** The queue in a database. Start at {@link io.github.steadwork.queue.jdbc.JdbcJobQueue}. */
@SuppressWarnings("requires-automatic") // the PostgreSQL driver has only a name
module io.github.steadwork.queue.jdbc {
    requires static org.jspecify;
    requires static org.postgresql.jdbc;
    requires transitive io.github.steadwork.core;
    requires transitive java.sql;
    requires org.slf4j;

    exports io.github.steadwork.queue.jdbc;

    provides io.github.steadwork.queue.QueueProvider with
            io.github.steadwork.queue.jdbc.JdbcQueueProvider;
}
