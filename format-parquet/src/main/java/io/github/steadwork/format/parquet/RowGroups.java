package io.github.steadwork.format.parquet;

/**
 * A run of a file's row groups.
 *
 * @param from the first one, from 0
 * @param to the one behind the last
 */
record RowGroups(int from, int to) {

    static final String OPTION = "part";
    static final RowGroups ALL = new RowGroups(0, Integer.MAX_VALUE);

    /** As an option of a dataset. */
    String text() {
        return from + "-" + to;
    }

    boolean contains(int group) {
        return group >= from && group < to;
    }
}
