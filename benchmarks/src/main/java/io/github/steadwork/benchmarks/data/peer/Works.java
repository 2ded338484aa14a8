package io.github.steadwork.benchmarks.data.peer;

import java.util.List;

/** All ways to do all work, by the names of measure and peer. */
public final class Works {

    /** The name of our own. */
    public static final String OURS = "steadwork";

    private record Way(String measure, String peer, Work work) {}

    private static final List<Way> ALL = List.of(
            new Way("csv-read", "fastcsv", HandWritten::read),
            new Way("csv-read", "steadwork", Steadwork::read),
            new Way("group-by", "fastcsv-alone", HandWritten::readOnly),
            new Way("group-by", "fastcsv", HandWritten::group),
            new Way("group-by", "duckdb", DuckDb.GROUP_BY),
            new Way("group-by", "steadwork", Steadwork::group),
            new Way("csv-to-database", "raw-copy", RawCopy::load),
            new Way("csv-to-database", "spring-batch", SpringBatch::load),
            new Way("csv-to-database", "steadwork-per-chunk", Steadwork::loadPerChunk),
            new Way("csv-to-database", "steadwork", Steadwork::load),
            new Way("validate", "fastcsv", HandWritten::validate),
            new Way("validate", "steadwork", Steadwork::validate),
            new Way("distinct", "fastcsv", HandWritten::distinct),
            new Way("distinct", "stream", Streams::distinct),
            new Way("distinct", "duckdb", DuckDb.DISTINCT),
            new Way("distinct", "steadwork", Steadwork::distinct),
            new Way("deduplicate", "fastcsv", HandWritten::deduplicate),
            new Way("deduplicate", "stream", Streams::deduplicate),
            new Way("deduplicate", "duckdb", DuckDb.DEDUPLICATE),
            new Way("deduplicate", "steadwork", Steadwork::deduplicate),
            new Way("sort", "fastcsv", HandWritten::sort),
            new Way("sort", "stream", Streams::sort),
            new Way("sort", "stream-256m", Streams::sort),
            new Way("sort", "duckdb", DuckDb.SORT),
            new Way("sort", "steadwork", Steadwork::sort),
            new Way("statistics", "duckdb", DuckDb.STATISTICS),
            new Way("statistics", "steadwork", Steadwork::statistics),
            new Way("chunks", "sequential", Steadwork::sequential),
            new Way("chunks", "steadwork", Steadwork::parallel),
            new Way("report", "steadwork", Steadwork::report));

    private Works() {}

    /** What is measured. */
    public static List<String> measures() {
        return ALL.stream().map(Way::measure).distinct().toList();
    }

    /** The names of those who take part in this measure. The first say what is right, ours comes last. */
    public static List<String> peers(String measure) {
        return ALL.stream()
                .filter(way -> way.measure.equals(measure))
                .map(Way::peer)
                .toList();
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Work named(String measure, String peer) {
        return ALL.stream()
                .filter(way -> way.measure.equals(measure) && way.peer.equals(peer))
                .map(Way::work)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(peer + " has no way to " + measure));
    }
}
