package io.github.steadwork.jobs.analysis;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.analysis.collect.Analysis;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.chunk.ChunkResult;
import io.github.steadwork.pipeline.chunk.ChunkRun;
import io.github.steadwork.pipeline.chunk.ChunkSink;
import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads a dataset once and tells what is in its columns: see {@link ColumnStatistics}.
 *
 * <p>Results do not depend on the order of the rows. Memory is bounded: numbers beyond {@link StatisticsSpec#memoryBytes}
 * are sorted on disk, text is counted up to {@link StatisticsSpec#distinctLimit}. Nothing is estimated: what is not exact
 * is not told, or marked as "more than".
 *
 * <p>It fails at once, with the nearest name, if a column does not exist.
 */
public final class StatisticalAnalysisJob extends BaseJob<StatisticsSpec, StatisticsResult> {

    /** The kind of this job. */
    public static final JobType<StatisticsSpec, StatisticsResult> TYPE =
            JobType.of("statistics", StatisticsSpec.class, StatisticsResult.class);

    private final Extensions extensions;
    private final InstantSource clock;

    /** The job, with the standard formats. */
    public StatisticalAnalysisJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public StatisticalAnalysisJob(Extensions extensions) {
        this(extensions, InstantSource.system());
    }

    /** The same, with a clock, by which it tells how long it took. */
    public StatisticalAnalysisJob(Extensions extensions, InstantSource clock) {
        super(TYPE);
        this.extensions = extensions;
        this.clock = clock;
    }

    @Override
    protected StatisticsResult execute(StatisticsSpec spec, JobContext context) throws Exception {
        Instant start = clock.instant();
        Dataset input = spec.input().resolve(context);
        ChunkRun run = new ChunkRun(context, extensions.formats(), input, spec.strategy());
        if (spec.strategy().kind() == Strategy.Kind.CHUNK) {
            ChunkResult chunk = run.writeChunk("reading", (schema, source) -> NeededColumns.plan(schema, spec));
            return StatisticsResult.ofChunk(input.name(), chunk.rowsRead(), chunk.elapsed());
        }
        try (KeyStore store = new KeyStore(spec.memoryBytes());
                RowReader reader = extensions.formats().open(input)) {
            ChunkPlan plan = NeededColumns.plan(reader.schema(), spec);
            Analysis analysis = new Analysis(plan.schema(), spec, store);
            run.run(
                    "analysing " + reader.source(),
                    reader,
                    spec.memoryBytes(),
                    plan,
                    (part, file) -> JobRequest.of(TYPE, spec.ofChunk(part, file)),
                    new Analysed(analysis));
            StatisticsResult result = new StatisticsResult(
                    reader.source(),
                    analysis.rows(),
                    analysis.columns(),
                    analysis.correlations(),
                    spec.groupBy(),
                    analysis.groups(),
                    analysis.trend(),
                    store.spilled(),
                    Duration.between(start, clock.instant()));
            run.deleteFiles();
            return result;
        }
    }

    /** Analyses the rows of all chunks in the order of the source; the first one that cannot be read fails the job. */
    private record Analysed(Analysis analysis) implements ChunkSink {

        @Override
        public void row(Row row) {
            analysis.add(row);
        }

        @Override
        public void note(int kind, RejectedRow note) {
            BadRows.FAIL.reject(note);
        }

        @Override
        public void read(long rows) {}

        @Override
        public void counts(List<String> counts) {}
    }
}
