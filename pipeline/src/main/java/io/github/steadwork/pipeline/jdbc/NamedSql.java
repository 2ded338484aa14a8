package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.DataException;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL with parameters by name, as {@code :last_sync}. Quoted text, quoted names, comments, dollar quotes and casts ({@code ::}) are left
 * alone.
 *
 * @param sql with a question mark for each parameter
 * @param names of the parameters, in the order of their marks
 */
record NamedSql(String sql, List<String> names) {

    static NamedSql parse(String text) {
        return new Parser(text).parse();
    }

    private static final class Parser {

        private final String text;
        private final StringBuilder sql = new StringBuilder();
        private final List<String> names = new ArrayList<>();
        private int at;

        Parser(String text) {
            this.text = text;
        }

        NamedSql parse() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '\'' || c == '"' || c == '`') {
                    copyTo(closing(c));
                } else if (text.startsWith("--", at)) {
                    copyTo(end(text.indexOf('\n', at), 1));
                } else if (text.startsWith("/*", at)) {
                    copyTo(end(text.indexOf("*/", at + 2), 2));
                } else if (text.startsWith("$$", at)) {
                    copyTo(end(text.indexOf("$$", at + 2), 2));
                } else if (text.startsWith("::", at)) {
                    copyTo(at + 2);
                } else if (c == ':' && isStart(at + 1)) {
                    parameter();
                } else if (c == '?' || c == ';') {
                    throw new DataException("the query has a " + c + " at " + (at + 1)
                            + "; parameters are named, as :last_sync, and there is one statement");
                } else {
                    copyTo(at + 1);
                }
            }
            return new NamedSql(sql.toString(), List.copyOf(names));
        }

        private void copyTo(int end) {
            sql.append(text, at, end);
            at = end;
        }

        /** A doubled quote begins a quoted part anew, which comes to the same. */
        private int closing(char quote) {
            return end(text.indexOf(quote, at + 1), 1);
        }

        private int end(int found, int length) {
            return found < 0 ? text.length() : found + length;
        }

        private boolean isStart(int index) {
            return index < text.length() && Character.isJavaIdentifierStart(text.charAt(index));
        }

        private void parameter() {
            int end = at + 1;
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            names.add(text.substring(at + 1, end));
            sql.append('?');
            at = end;
        }
    }
}
