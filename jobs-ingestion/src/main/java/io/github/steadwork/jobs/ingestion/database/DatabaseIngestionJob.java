package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobInterruptedException;
import io.github.steadwork.job.JobSignal;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.ingestion.source.SourceFailures;
import io.github.steadwork.jobs.ingestion.source.Watermark;
import io.github.steadwork.pipeline.data.DataFormat;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.jdbc.Connections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads tables and queries of databases, in full or what is new, and writes their rows to files or tables, chunk by chunk and in
 * constant memory. A job that is killed anywhere and runs again gives the same output as one that was not: a table knows which chunks
 * it has, and a file is written anew from the same bounds.
 *
 * <p>Sources are read one after another; one that fails is tried again with the next attempt, and the others are not read twice. Nobody
 * holds a connection while rows are worked on, unless a source has no key.
 */
public final class DatabaseIngestionJob extends BaseJob<DatabaseIngestion, DatabaseIngestionResult> {

    /** The type of these jobs. */
    public static final JobType<DatabaseIngestion, DatabaseIngestionResult> TYPE =
            JobType.of("ingest-database", DatabaseIngestion.class, DatabaseIngestionResult.class);

    private final Sinks sinks;

    /** Reads from and writes to these databases. */
    public DatabaseIngestionJob(Connections connections) {
        this(new Sinks(Objects.requireNonNull(connections, "connections"), DataFormats.standard()));
    }

    private DatabaseIngestionJob(Sinks sinks) {
        super(TYPE);
        this.sinks = sinks;
    }

    /** As this job, which can also write this format, as one of the application's own or {@code InMemoryRows} in tests. */
    public DatabaseIngestionJob with(DataFormat format) {
        return new DatabaseIngestionJob(
                new Sinks(sinks.connections(), sinks.formats().with(format)));
    }

    /**
     * How far a job is.
     *
     * @param plans what is read of each source that was begun
     * @param done what was read of each source that is done
     */
    record Checkpoint(Map<String, SyncPlan> plans, Map<String, SourceResult> done) {

        Checkpoint {
            plans = Map.copyOf(plans);
            done = Map.copyOf(done);
        }

        Checkpoint with(String source, SyncPlan plan) {
            Map<String, SyncPlan> more = new TreeMap<>(plans);
            more.put(source, plan);
            return new Checkpoint(more, done);
        }

        Checkpoint with(SourceResult result) {
            Map<String, SourceResult> more = new TreeMap<>(done);
            more.put(result.name(), result);
            return new Checkpoint(plans, more);
        }
    }

    @Override
    protected DatabaseIngestionResult execute(DatabaseIngestion spec, JobContext context) throws Exception {
        List<SourceResult> results = new ArrayList<>();
        SourceFailures failures = new SourceFailures(spec.sources().size());
        for (DatabaseSource source : spec.sources()) {
            try {
                results.add(read(source, spec.chunkRows(), context));
            } catch (JobInterruptedException | JobSignal | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures.add(source.name(), e, context.logger());
            }
        }
        failures.throwIfAny();
        return DatabaseIngestionResult.of(results);
    }

    private SourceResult read(DatabaseSource source, int chunkRows, JobContext context) throws Exception {
        Checkpoint checkpoint = checkpoint(context);
        SourceResult earlier = checkpoint.done().get(source.name());
        if (earlier != null) {
            return earlier;
        }
        SyncPlan plan = checkpoint.plans().get(source.name());
        Optional<Watermark> since = plan == null ? kept(source, context) : plan.since();
        OpenSource open = OpenSource.open(source, sinks.connections(), since);
        if (plan == null) {
            plan = open.plan();
            context.saveCheckpoint(checkpoint.with(source.name(), plan));
        }
        SourceResult result = Sync.run(source, open, plan, sinks, context, chunkRows);
        context.saveCheckpoint(checkpoint(context).with(result));
        return result;
    }

    private static Optional<Watermark> kept(DatabaseSource source, JobContext context) {
        return source.incremental().isPresent()
                ? context.state(OpenSource.stateKey(source), Watermark.class)
                : Optional.empty();
    }

    private static Checkpoint checkpoint(JobContext context) {
        Optional<Checkpoint> saved = context.checkpoint(Checkpoint.class);
        return saved.orElseGet(() -> new Checkpoint(Map.of(), Map.of()));
    }
}
