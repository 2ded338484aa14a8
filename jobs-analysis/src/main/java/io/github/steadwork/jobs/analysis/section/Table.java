package io.github.steadwork.jobs.analysis.section;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * Rows of a dataset as a table, which the reader can sort and search.
 *
 * @param title the heading; empty for none
 * @param text a few words below it; empty for none
 * @param data the name of the dataset
 * @param columns which columns, in this order; empty for all
 * @param orderBy a column to order by; empty for the order of the data
 * @param descending whether the greatest comes first
 * @param limit at most how many rows, the first in that order; 0 means {@value #DEFAULT_LIMIT}. The table says how many
 *     there are in all.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Table(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String text,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String data,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> columns,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String orderBy,
        boolean descending,
        int limit)
        implements Section {

    /** The rows of a table that names no limit. */
    public static final int DEFAULT_LIMIT = 100;

    /** The most rows that a table may have: a page with more is none that people read. */
    public static final int MAX_LIMIT = 100_000;

    /** Copies the columns. */
    public Table {
        if (data.isBlank()) {
            throw new IllegalArgumentException("table '" + title + "' names no dataset; give the name of one");
        }
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "limit of table '" + title + "' is " + limit + ", allowed is 0 to " + MAX_LIMIT);
        }
        limit = limit == 0 ? DEFAULT_LIMIT : limit;
        columns = List.copyOf(columns);
    }

    /** The first rows of the dataset of this name. */
    public static Table of(String data) {
        return new Table("", "", data, List.of(), "", false, 0);
    }

    /** This table under a heading. */
    public Table title(String heading) {
        return new Table(heading, text, data, columns, orderBy, descending, limit);
    }

    /** This table with a few words below its heading. */
    public Table text(String words) {
        return new Table(title, words, data, columns, orderBy, descending, limit);
    }

    /** This table with these columns only. */
    public Table columns(String... names) {
        return new Table(title, text, data, List.of(names), orderBy, descending, limit);
    }

    /** This table in the order of a column, the least first. */
    public Table ascending(String column) {
        return new Table(title, text, data, columns, column, false, limit);
    }

    /** This table in the order of a column, the greatest first. */
    public Table descending(String column) {
        return new Table(title, text, data, columns, column, true, limit);
    }

    /** This table with at most so many rows. */
    public Table limit(int rows) {
        return new Table(title, text, data, columns, orderBy, descending, rows);
    }
}
