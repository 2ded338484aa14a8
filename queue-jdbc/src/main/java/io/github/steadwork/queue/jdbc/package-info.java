/**
 * The queue in a database. Start at {@link io.github.steadwork.queue.jdbc.JdbcJobQueue}.
 *
 * <p>Jobs that have not ended stand in one table, those that have in another; the numbered {@code .sql} files tell the tables. The verbs
 * are a class each ({@code Intake}, {@code Claiming}, {@code Settling}, {@code Reclaiming}, {@code Unblocking}, {@code Operations},
 * {@code Purging}): they lock rows, move them in Java as every backend does, and write them back, the same on all databases.
 * {@code HotPath} is the short cut for what every job needs; {@code PostgresHotPath} takes it in PostgreSQL's own words. What
 * differs otherwise stands in {@code Dialect}.
 */
@NullMarked
package io.github.steadwork.queue.jdbc;

import org.jspecify.annotations.NullMarked;
