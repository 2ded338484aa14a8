package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.CoMoments;
import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.KeyLog;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.numbers.SortedKeys;
import io.github.steadwork.pipeline.row.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what Spearman's correlation of columns of numbers is made of: equal numbers share the mean of their ranks, and each
 * pair of columns is ranked over the rows that have both. For one thread.
 *
 * <p>The rows are kept in their order beside the sorted keys of each column. At the end they are gone through in batches; a
 * batch is ranked by one reading of the sorted keys. Where rows lack the other column of a pair, the rank among those that
 * have it is the rank among all less the rank among those that lack it.
 */
final class RankCollector {

    private static final int LEAST_BATCH = 1 << 12;
    private static final int BYTES_PER_NUMBER = 32;

    private final int[] indexes;
    private final KeyKind[] kinds;
    private final SortedKeys[] sorted;
    private final @Nullable SortedKeys[][] unpaired;
    private final KeyLog rows;
    private final KeyStore store;
    private final long[] latest;
    private final int batch;
    private long count;

    /**
     * Of these columns, 63 at most.
     *
     * @param indexes where they are in a row
     * @param memory about how many bytes a batch may take
     */
    RankCollector(OrderedCollector[] columns, int[] indexes, KeyStore store, long memory) {
        int size = columns.length;
        this.indexes = Arrays.copyOf(indexes, size);
        this.kinds = Arrays.stream(columns).map(OrderedCollector::kind).toArray(KeyKind[]::new);
        this.sorted = Arrays.stream(columns).map(OrderedCollector::keys).toArray(SortedKeys[]::new);
        this.unpaired = new @Nullable SortedKeys[size][size];
        this.rows = new KeyLog(store);
        this.store = store;
        this.latest = new long[size];
        long fitting = memory / Math.max(1, (long) size * BYTES_PER_NUMBER);
        this.batch = (int) Math.max(LEAST_BATCH, Math.min(1 << 20, fitting));
    }

    void add(Row row) {
        long missing = 0;
        for (int i = 0; i < indexes.length; i++) {
            if (row.get(indexes[i]) instanceof Number number && KeyKind.isFinite(number)) {
                latest[i] = kinds[i].key(number);
            } else {
                latest[i] = 0;
                missing |= 1L << i;
            }
        }
        rows.add(missing);
        for (long key : latest) {
            rows.add(key);
        }
        if (missing != 0) {
            addUnpaired(missing);
        }
        count++;
    }

    private void addUnpaired(long missing) {
        for (int i = 0; i < latest.length; i++) {
            for (int j = 0; j < latest.length; j++) {
                if (RankBatch.isThere(missing, i) && !RankBatch.isThere(missing, j)) {
                    unpaired(i, j).add(latest[i]);
                }
            }
        }
    }

    private SortedKeys unpaired(int i, int j) {
        SortedKeys keys = unpaired[i][j];
        if (keys == null) {
            keys = new SortedKeys(store);
            unpaired[i][j] = keys;
        }
        return keys;
    }

    /** The pairs of ranks of columns i and j, at [i][j] where j is less than i. */
    CoMoments[][] ranks() {
        CoMoments[][] pairs = new CoMoments[indexes.length][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new CoMoments[i];
            Arrays.setAll(pairs[i], j -> new CoMoments());
        }
        int width = indexes.length + 1;
        long[] some = new long[(int) Math.min(batch, Math.max(1, count)) * width];
        KeyLog.Reader reader = rows.read();
        for (int read = reader.read(some); read > 0; read = reader.read(some)) {
            addBatch(new RankBatch(some, read / width, width), pairs);
        }
        return pairs;
    }

    private void addBatch(RankBatch rows, CoMoments[][] pairs) {
        double[][] all = new double[indexes.length][];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows.midranks(i, i, sorted[i]);
        }
        for (int i = 0; i < pairs.length; i++) {
            for (int j = 0; j < i; j++) {
                addPairs(rows, all, i, j, pairs[i][j]);
            }
        }
    }

    private void addPairs(RankBatch rows, double[][] all, int i, int j, CoMoments pairs) {
        double @Nullable [] withoutJ = lacking(rows, i, j);
        double @Nullable [] withoutI = lacking(rows, j, i);
        for (int row = 0; row < rows.count(); row++) {
            if (rows.isThere(row, i) && rows.isThere(row, j)) {
                double rankI = all[i][row] - (withoutJ == null ? 0 : withoutJ[row] - 0.5);
                double rankJ = all[j][row] - (withoutI == null ? 0 : withoutI[row] - 0.5);
                pairs.add(rankJ, rankI);
            }
        }
    }

    private double @Nullable [] lacking(RankBatch rows, int i, int j) {
        SortedKeys keys = unpaired[i][j];
        return keys == null ? null : rows.midranks(i, j, keys);
    }
}
