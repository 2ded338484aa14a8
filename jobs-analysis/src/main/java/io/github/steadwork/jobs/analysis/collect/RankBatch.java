package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.SortedKeys;
import java.util.Arrays;

/** Some of the rows whose numbers are ranked: each is a mask of what is missing, and a key for each column. */
final class RankBatch {

    private final long[] keys;
    private final int count;
    private final int width;

    /**
     * The first rows of an array.
     *
     * @param width how many numbers a row has, with its mask
     */
    RankBatch(long[] keys, int count, int width) {
        this.keys = keys;
        this.count = count;
        this.width = width;
    }

    int count() {
        return count;
    }

    static boolean isThere(long missing, int column) {
        return (missing >>> column & 1) == 0;
    }

    boolean isThere(int row, int column) {
        return isThere(keys[row * width], column);
    }

    /** By row, the ranks of a column's keys among those given; only of rows that have this column and the other. */
    double[] midranks(int column, int other, SortedKeys among) {
        long[] own = new long[count];
        int found = 0;
        for (int row = 0; row < count; row++) {
            if (isThere(row, column) && isThere(row, other)) {
                own[found++] = keys[row * width + 1 + column];
            }
        }
        Arrays.sort(own, 0, found);
        double[] byOrder = midranks(own, found, among.ascending());
        double[] byRow = new double[count];
        for (int row = 0; row < count; row++) {
            if (isThere(row, column) && isThere(row, other)) {
                byRow[row] = byOrder[Arrays.binarySearch(own, 0, found, keys[row * width + 1 + column])];
            }
        }
        return byRow;
    }

    private static double[] midranks(long[] own, int count, SortedKeys.Cursor among) {
        double[] ranks = new double[count];
        boolean more = among.next();
        long less = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && own[i] == own[i - 1]) {
                ranks[i] = ranks[i - 1];
                continue;
            }
            while (more && among.key() < own[i]) {
                less++;
                more = among.next();
            }
            long equal = 0;
            while (more && among.key() == own[i]) {
                equal++;
                more = among.next();
            }
            ranks[i] = less + (equal + 1) / 2.0;
            less += equal;
        }
        return ranks;
    }
}
