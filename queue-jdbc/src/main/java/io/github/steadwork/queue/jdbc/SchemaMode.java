package io.github.steadwork.queue.jdbc;

/** Who looks after the tables. */
public enum SchemaMode {
    /** The queue creates and migrates them when it opens; safe when many nodes start at once. The default. */
    APPLY,
    /** The team does, by hand, with what {@link JdbcSchema#ddl} gives; the queue refuses to open where they are not up to date. */
    VALIDATE,
    /** The team does, and the queue does not look. */
    OFF
}
