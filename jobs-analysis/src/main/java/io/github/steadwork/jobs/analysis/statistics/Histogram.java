package io.github.steadwork.jobs.analysis.statistics;

import java.util.List;

/**
 * How often numbers fall between round edges. An edge belongs to the bin that it begins; the last one also to the bin
 * that it ends.
 *
 * <p>Where a few numbers lie far from all others, the edges span only the 1st to the 99th percentile, so that the shape of
 * the many can be seen; the few are counted as below and above.
 *
 * @param edges ascending, at equal distances; one more than there are bins
 * @param counts per bin
 * @param below how many numbers are less than the first edge
 * @param above how many numbers are greater than the last edge
 */
public record Histogram(List<Double> edges, List<Long> counts, long below, long above) {

    /** No bins, of no numbers. */
    public static final Histogram EMPTY = new Histogram(List.of(), List.of(), 0, 0);

    /** Copies edges and counts. */
    public Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        if (!counts.isEmpty() && edges.size() != counts.size() + 1) {
            throw new IllegalArgumentException("a histogram has " + edges.size() + " edges and " + counts.size()
                    + " bins; allowed is one more edge");
        }
    }
}
