package io.github.steadwork.queue.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes statements whole: each stands where it is used, as one text with names in {@code ${}}: {@code ${p}} for the prefix of
 * the tables, {@code ${now}} for the database's time, and what else a {@link Dialect} says.
 */
final class Sql {

    /** More than there are statements; those that depend on how much is asked for are beyond number. */
    private static final int MOST_KEPT = 500;

    private final Dialect dialect;
    private final String prefix;
    private final String now;
    private final Map<String, String> whole = new ConcurrentHashMap<>();

    /** With the database's time, and so many microseconds added to it: none but in tests. */
    Sql(Dialect dialect, String prefix, long offset) {
        this.dialect = dialect;
        this.prefix = prefix;
        this.now = offset == 0 ? dialect.now() : "(" + dialect.now() + " + " + offset + ")";
    }

    String of(String template) {
        String known = whole.get(template);
        if (known != null) {
            return known;
        }
        String filled = fill(template);
        if (whole.size() < MOST_KEPT) {
            whole.put(template, filled);
        }
        return filled;
    }

    /** How many statements it remembers. */
    int kept() {
        return whole.size();
    }

    private String fill(String template) {
        return template.replace("${now}", now)
                .replace("${hold_unique_key}", dialect.holdUniqueKey())
                .replace("${add_gate}", dialect.addGate())
                .replace("${insert_new}", dialect.insertNew())
                .replace("${or_nothing}", dialect.orNothing())
                .replace("${lock}", dialect.lock())
                .replace("${read_latest}", dialect.readLatest())
                .replace("${lock_free}", dialect.lockFree())
                .replace("${job}", Columns.JOB)
                .replace("${ended}", Columns.ENDED)
                .replace("${p}", prefix);
    }
}
