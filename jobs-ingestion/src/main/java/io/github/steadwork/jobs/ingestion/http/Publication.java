package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.ingestion.source.KnownRows;
import io.github.steadwork.jobs.ingestion.source.Watermark;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.ReadProgress;
import io.github.steadwork.pipeline.data.Rejects;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.jdbc.TableFormat;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes rows of the records that were gathered, and writes them: all or, where an earlier attempt has begun, the rest. For one thread. */
final class Publication {

    /** What has come of it: the result, and what is to be kept for the next run. */
    record Published(ApiStreamResult result, Optional<ApiWatermark> watermark) {}

    private final ApiStream stream;
    private final StreamState state;
    private final JobContext context;
    private final DataFormats formats;
    private final Dataset landed;
    private final Optional<KnownRows> known;
    private final Optional<String> watermark;
    private ColumnType fieldType = ColumnType.STRING;
    private long skipped;

    private Publication(ApiStream stream, StreamState state, JobContext context, DataFormats formats)
            throws IOException {
        this.stream = stream;
        this.state = state;
        this.context = context;
        this.formats = formats;
        this.landed = landed(stream, state);
        this.watermark = isEmpty() ? kept() : greatest();
        this.known = watermark.isPresent() && !isEmpty() && !upserts()
                ? Optional.of(known(watermark.get()))
                : Optional.empty();
    }

    private static Dataset landed(ApiStream stream, StreamState state) {
        return new Dataset("ndjson", state.gathered().file(), stream.options(), stream.schema(), List.of());
    }

    /**
     * Writes the rows.
     *
     * @param parents which of the parent's records were gone through
     */
    static Published run(
            ApiStream stream,
            StreamState state,
            Set<String> parents,
            Optional<String> rawFolder,
            JobContext context,
            DataFormats formats)
            throws IOException {
        Publication publication = new Publication(stream, state, context, formats);
        ApiStreamResult result = publication.isEmpty()
                ? publication.result(0, 0, 0, Optional.empty(), Optional.empty(), rawFolder)
                : publication.write(rawFolder);
        return new Published(result, publication.next(parents));
    }

    /** Nothing to take columns from. */
    private boolean isEmpty() {
        return state.gathered().records() == 0 && stream.schema().isEmpty();
    }

    private boolean upserts() {
        return TableTarget.isTable(stream.output())
                && TableTarget.of(stream.output()).mode() == TableTarget.Mode.UPSERT;
    }

    private Optional<String> kept() {
        return state.origin().since().map(ApiWatermark::value);
    }

    /** The greatest value of the incremental field, but none later than the beginning of the run. */
    private Optional<String> greatest() throws IOException {
        if (stream.incremental().isEmpty()) {
            return Optional.empty();
        }
        String field = stream.incremental().get().field();
        try (RowReader reader = DataFormats.standard().open(landed, bad -> {})) {
            int index = reader.schema().index(field);
            fieldType = reader.schema().column(index).type();
            Object greatest = kept().map(text -> Casts.parse(text, fieldType)).orElse(null);
            for (Row row = reader.read(); row != null; row = reader.read()) {
                Object value = bounded(row.get(index));
                if (value != null && (greatest == null || Values.compare(value, greatest) > 0)) {
                    greatest = value;
                }
            }
            return Optional.ofNullable(Casts.text(greatest));
        }
    }

    private @Nullable Object bounded(@Nullable Object value) {
        if (state.gathered().started().isEmpty()) {
            return value;
        }
        Instant started = state.gathered().started().get();
        if (value instanceof Instant time) {
            return time.isAfter(started) ? started : time;
        }
        LocalDate today = LocalDate.ofInstant(started, ZoneOffset.UTC);
        return value instanceof LocalDate day && day.isAfter(today) ? today : value;
    }

    private KnownRows known(String until) {
        ApiIncremental by = stream.incremental().orElseThrow();
        Map<String, String> before =
                state.origin().since().map(ApiWatermark::boundary).orElse(Map.of());
        Object from = Watermark.back(Casts.parse(until, fieldType), by.lag(), by.lagIds());
        return new KnownRows(before, Map.of(), by.field(), from, List.of());
    }

    private ApiStreamResult write(Optional<String> rawFolder) throws IOException {
        Dataset target = TableTarget.isTable(stream.output())
                ? stream.output()
                        .with(TableFormat.RUN, context.id() + "/" + stream.name())
                        .with(TableFormat.ORIGIN, state.origin().fetch())
                : stream.output();
        try (Rejects rejects = rejects();
                RowReader reader = DataFormats.standard().open(landed, rejects);
                RowWriter writer = formats.create(named(target), reader.schema())) {
            ReadProgress pulse = ReadProgress.again(context, reader, "writing " + stream.name());
            for (Row row = reader.read(); row != null; row = reader.read()) {
                if (known.isPresent() && known.get().isKnown(row)) {
                    skipped++;
                } else {
                    writer.write(row);
                }
                pulse.row();
            }
            pulse.end();
            rejects.checkAtEnd(pulse.rows() + rejects.count());
            writer.commit();
            context.data().written(writer.rows(), writer.bytes());
            return result(
                    pulse.rows() - skipped,
                    rejects.count(),
                    writer.bytes(),
                    Optional.of(stream.output()),
                    rejects.file().map(Path::toString),
                    rawFolder);
        }
    }

    private Dataset named(Dataset target) {
        return target.format().equals("rows") ? target.with("source", stream.name()) : target;
    }

    private Rejects rejects() {
        return stream.rejectsFile().isPresent()
                ? Rejects.to(Path.of(stream.rejectsFile().get()), stream.policy())
                : Rejects.of(stream.policy());
    }

    private ApiStreamResult result(
            long written,
            long rejected,
            long bytes,
            Optional<Dataset> output,
            Optional<String> rejectsFile,
            Optional<String> rawFolder) {
        return new ApiStreamResult(
                stream.name(),
                state.gathered().calls(),
                state.gathered().reused(),
                state.gathered().received(),
                state.gathered().records(),
                written,
                rejected,
                skipped,
                bytes,
                context.progress().snapshot().elapsed(),
                watermark,
                output,
                rejectsFile,
                rawFolder);
    }

    /** What is to be kept for the next run. Where nothing newer was read, the rows that were known still are. */
    private Optional<ApiWatermark> next(Set<String> parents) {
        if (watermark.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> boundary = new TreeMap<>();
        if (watermark.equals(kept())) {
            boundary.putAll(state.origin().since().orElseThrow().boundary());
        }
        known.ifPresent(rows -> boundary.putAll(rows.collected()));
        return Optional.of(new ApiWatermark(watermark.get(), boundary, parents));
    }
}
