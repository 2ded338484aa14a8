package io.github.steadwork.queue.jdbc;

import java.util.regex.Pattern;

/** What the names of the tables begin with: the only text of a user that becomes part of a statement, so it is looked at. */
final class TablePrefix {

    private static final Pattern ALLOWED =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,62}\\.)?[A-Za-z_][A-Za-z0-9_]{0,39}");

    private TablePrefix() {}

    static String checked(String prefix) {
        if (!ALLOWED.matcher(prefix).matches()) {
            throw new IllegalArgumentException("table prefix is '" + prefix
                    + "', allowed are up to 40 letters, digits and _, as 'steadwork_', with a schema before it or not, as"
                    + " 'jobs.steadwork_'");
        }
        return prefix;
    }
}
