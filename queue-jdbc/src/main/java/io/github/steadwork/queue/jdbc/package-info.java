/**
 * The place of the durable backend. It holds nothing yet: the backend on PostgreSQL, H2, MariaDB and SQLite is the next step, and
 * until it passes the contracts of the test kit there is nothing here to depend on.
 */
package io.github.steadwork.queue.jdbc;
