package io.github.steadwork.jobs.analysis;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.page.Page;
import io.github.steadwork.jobs.analysis.part.KeptFigures;
import io.github.steadwork.jobs.analysis.part.Parts;
import io.github.steadwork.jobs.analysis.part.RowSink;
import io.github.steadwork.pipeline.data.Extensions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Writes a report: an HTML page that needs nothing but a browser, and other forms beside it.
 *
 * <p>Each dataset is read once, however many sections show it; memory is bounded by what the page shows. The page appears
 * under its name when it is complete. It fails at once, with the nearest name, if a section names a column that does not
 * exist; a dataset without rows gives a page that says so.
 */
public final class ReportGenerationJob extends BaseJob<ReportSpec, ReportResult> {

    /** The kind of this job. */
    public static final JobType<ReportSpec, ReportResult> TYPE =
            JobType.of("report", ReportSpec.class, ReportResult.class);

    private static final String FIGURES = "figures/";
    private static final long MEMORY = 64L << 20;

    private final Extensions extensions;
    private final InstantSource clock;

    /** The job, with the standard formats. */
    public ReportGenerationJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds: formats of data, and functions that sections may name as they do columns. */
    public ReportGenerationJob(Extensions extensions) {
        this(extensions, InstantSource.system());
    }

    /** The same, with a clock, whose time stands on the page. */
    public ReportGenerationJob(Extensions extensions, InstantSource clock) {
        super(TYPE);
        this.extensions = extensions;
        this.clock = clock;
    }

    @Override
    protected ReportResult execute(ReportSpec spec, JobContext context) throws Exception {
        Instant start = clock.instant();
        ReportFiles files = new ReportFiles(spec);
        try (KeyStore store = new KeyStore(MEMORY)) {
            KeptFigures before = before(spec, context);
            Parts parts = new Parts(spec.sections(), store, context.outputs(StatisticalAnalysisJob.TYPE), before);
            long rows = read(spec, parts, context);
            Page page = new Page(spec.title(), spec.subtitle(), start, parts.blocks());
            context.progress().restart("writing " + spec.file().getFileName());
            List<Path> written = files.write(page);
            keep(spec, context, before.followedBy(context.id().toString(), day(start), parts.figures()));
            return new ReportResult(
                    spec.file(),
                    written,
                    spec.sections().size(),
                    rows,
                    files.pageBytes(),
                    Duration.between(start, clock.instant()));
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The key figures of the report before. */
    private static KeptFigures before(ReportSpec spec, JobContext context) {
        return spec.comparedAs().isEmpty()
                ? KeptFigures.none()
                : context.state(FIGURES + spec.comparedAs(), KeptFigures.class)
                        .orElseGet(KeptFigures::none)
                        .asSeenBy(context.id().toString());
    }

    private static void keep(ReportSpec spec, JobContext context, KeptFigures figures) {
        if (!spec.comparedAs().isEmpty()) {
            context.saveState(FIGURES + spec.comparedAs(), figures);
        }
    }

    private long read(ReportSpec spec, Parts parts, JobContext context) throws IOException {
        try (ReportData data = new ReportData(extensions, context)) {
            for (Map.Entry<String, List<RowSink>> entry : parts.sinks().entrySet()) {
                data.open(spec, entry.getKey(), entry.getValue());
            }
            return data.read();
        }
    }
}
