package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobInterruptedException;
import io.github.steadwork.job.JobSignal;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.ingestion.source.SourceFailures;
import io.github.steadwork.pipeline.data.DataFormat;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.http.HttpAccess;
import io.github.steadwork.pipeline.http.HttpFailure;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableFormat;
import io.github.steadwork.retry.TransientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads records of HTTP APIs, in full or what is new, and writes their rows to files or tables. The records of a stream are gathered
 * first, in a file of the work folder, and written when all are there; so an output is whole or not there, whatever the API does. A job
 * that is killed anywhere goes on with the page that was next if it runs again where the work folder is, and else begins anew; either
 * way each row is written once.
 *
 * <p>An API that wants to be left alone for longer than a call may wait puts the job off by so much, without using up a retry. Streams
 * are read one after another; one that fails is tried again with the next attempt, and the others are not read twice.
 */
public final class ApiIngestionJob extends BaseJob<ApiIngestion, ApiIngestionResult> {

    /** The type of these jobs. */
    public static final JobType<ApiIngestion, ApiIngestionResult> TYPE =
            JobType.of("ingest-api", ApiIngestion.class, ApiIngestionResult.class);

    private final HttpAccess access;
    private final WorkFolder work;
    private final DataFormats formats;

    /** Calls by this access, and gathers records below the folder for temporary files of the user who runs this process. */
    public ApiIngestionJob(HttpAccess access) {
        this(access, WorkFolder.temporary(), DataFormats.standard());
    }

    private ApiIngestionJob(HttpAccess access, WorkFolder work, DataFormats formats) {
        super(TYPE);
        this.access = Objects.requireNonNull(access, "access");
        this.work = work;
        this.formats = formats;
    }

    /** As this job, which gathers records in this folder; where machines share it, each goes on with what another has begun. */
    public ApiIngestionJob withWorkFolder(Path folder) {
        return new ApiIngestionJob(access, new WorkFolder(folder), formats);
    }

    /** As this job, which can also write to the tables of these databases. */
    public ApiIngestionJob withTables(Connections connections) {
        return with(new TableFormat(connections));
    }

    /** As this job, which can also write this format, as one of the application's own or {@code InMemoryRows} in tests. */
    public ApiIngestionJob with(DataFormat format) {
        return new ApiIngestionJob(access, work, formats.with(format));
    }

    @Override
    protected ApiIngestionResult execute(ApiIngestion spec, JobContext context) throws Exception {
        StreamRuns runs = new StreamRuns(spec, access, work.of(context.id(), access.now()), formats, context);
        SourceFailures failures = new SourceFailures(spec.streams().size());
        List<ApiStreamResult> results = new ArrayList<>();
        Duration wait = Duration.ZERO;
        boolean onlyLimited = true;
        for (ApiStream stream : spec.streams()) {
            try {
                if (stream.parent().filter(failures::has).isEmpty()) {
                    results.add(runs.run(stream));
                } else {
                    failures.add(stream.name(), new TransientException("its parent has failed"), context.logger());
                }
            } catch (JobInterruptedException | JobSignal | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures.add(stream.name(), e, context.logger());
                Duration asked = asked(e);
                wait = wait.compareTo(asked) > 0 ? wait : asked;
                onlyLimited &= !asked.isZero();
            }
        }
        if (onlyLimited && !wait.isZero()) {
            throw context.snooze(wait);
        }
        failures.throwIfAny();
        work.clear(context.id());
        return ApiIngestionResult.of(results);
    }

    /** For how long an API wants to be left alone; zero if that is not why a stream has failed. */
    private static Duration asked(Exception error) {
        return error instanceof HttpFailure failure && failure.reason() == HttpFailure.Reason.LIMITED
                ? failure.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }
}
