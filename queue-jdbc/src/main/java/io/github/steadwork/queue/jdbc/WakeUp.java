package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Tells other processes that work may have come, and hears it from them. A hint: whoever waits for it looks now and then as well. */
interface WakeUp extends AutoCloseable {

    /** Nobody is told, and nothing is heard. */
    WakeUp NONE = new WakeUp() {
        @Override
        public void tell() {}

        @Override
        public void tellWithin(Connection connection) {}

        @Override
        public void listen() {}

        @Override
        public void close() {}
    };

    /** Tells the others soon. Returns at once. */
    void tell();

    /** Tells the others when this transaction commits. */
    void tellWithin(Connection connection) throws SQLException;

    /** Begins to listen, if it does not already. */
    void listen();

    @Override
    void close();
}
