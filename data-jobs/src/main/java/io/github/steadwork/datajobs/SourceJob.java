package io.github.steadwork.datajobs;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.RegisteredJob;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one source: does the work of the job that knows how to, as a job of its own with the same checkpoint, state and lease. */
final class SourceJob extends BaseJob<SourceTask, SourceResult> {

    static final JobType<SourceTask, SourceResult> TYPE =
            JobType.of("data-source", SourceTask.class, SourceResult.class);

    private static final JacksonPayloadCodec JSON = new JacksonPayloadCodec();

    private final JobRegistry readers;

    SourceJob(JobRegistry readers) {
        super(TYPE);
        this.readers = readers;
    }

    @Override
    protected SourceResult execute(SourceTask task, JobContext context) throws Exception {
        DataJobSource source = task.source();
        RegisteredJob<?, ?> reader = readers.find(source.type())
                .orElseThrow(() -> context.discard("no job of the type '" + source.type()
                        + "' reads sources here; those that do are " + new TreeSet<>(readers.names())));
        try (HeapMeter heap = HeapMeter.start()) {
            Object result = read(reader, source, context);
            return SourceResult.of(result, heap.highest());
        }
    }

    private static <P> @Nullable Object read(RegisteredJob<P, ?> reader, DataJobSource source, JobContext context)
            throws Exception {
        P parameters = JSON.decode(
                JSON.encode(source.parameters(), source.version()),
                reader.type().payloadClass());
        return reader.execute(Objects.requireNonNull(parameters, "parameters"), context);
    }
}
