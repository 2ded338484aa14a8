package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobSignal;
import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation whose chunks are jobs of their own. What a chunk gave is a file that appears when it is complete; the file,
 * and nothing else, says that the chunk is done. So a chunk that runs twice does no harm, and whoever is killed begins again
 * with what is missing.
 */
final class MapReduce {

    /** A round can be lost without having been run, if the worker dies at the wrong moment; so there is a second one. */
    private static final int MOST_ROUNDS = 2;

    private static final Schema REJECTS = Schema.of(
            Column.of("source", ColumnType.STRING),
            Column.of("line", ColumnType.LONG),
            Column.of("field", ColumnType.STRING),
            Column.of("rule", ColumnType.STRING),
            Column.of("value", ColumnType.STRING),
            Column.of("message", ColumnType.STRING),
            Column.of("row", ColumnType.STRING));

    private final AggregationSpec spec;
    private final JobContext context;
    private final DataFormats formats;

    MapReduce(AggregationSpec spec, JobContext context, DataFormats formats) {
        this.spec = spec;
        this.context = context;
        this.formats = formats;
    }

    /** Writes what is kept of the groups of a chunk. */
    static void write(GroupPlan plan, Grouping grouping, RowInput input, RowWriter writer) throws IOException {
        StateCodec codec = new StateCodec(plan);
        grouping.finish((key, states) -> writer.write(codec.row(key, states)));
        writer.write(codec.end(input.rowsRead()));
        // First the bad rows: once the file is there, nobody runs this chunk again.
        input.closeRejects();
        input.publish(writer);
    }

    /**
     * Merges what the chunks gave, in the order of the source.
     *
     * @throws JobSignal if chunks are missing: then they have been asked for
     */
    void merge(GroupPlan plan, RowInput input, Grouping merged) throws IOException {
        Optional<Chunks> known = context.checkpoint(Chunks.class);
        Chunks chunks = known.isPresent()
                ? known.get()
                : new Chunks(input.divide(spec.strategy().parts()), 0);
        askForMissing(chunks);
        StateCodec codec = new StateCodec(plan);
        for (int i = 0; i < chunks.parts().size(); i++) {
            context.progress()
                    .operation(
                            "merging chunk " + (i + 1) + " of " + chunks.parts().size());
            input.count(merge(codec, partial(i), merged));
            replay(badRows(i), input);
        }
        input.checkRejects();
    }

    private void askForMissing(Chunks chunks) {
        List<JobRequest<?, ?>> missing = new ArrayList<>();
        for (int i = 0; i < chunks.parts().size(); i++) {
            if (!Files.exists(partial(i))) {
                AggregationSpec chunk = spec.ofChunk(chunks.parts().get(i), Dataset.rows(partial(i)), badRows(i));
                missing.add(JobRequest.of(DataAggregationJob.TYPE, chunk));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        if (chunks.rounds() == MOST_ROUNDS) {
            context.saveCheckpoint(new Chunks(chunks.parts(), 0));
            throw new DataException(missing.size() + " of " + chunks.parts().size()
                    + " chunks did not succeed; their own jobs say why. Redriven, this job asks for them again");
        }
        context.saveCheckpoint(new Chunks(chunks.parts(), chunks.rounds() + 1));
        throw context.waitFor(missing);
    }

    private Path partial(int chunk) {
        return file(chunk, ".rows");
    }

    private Path badRows(int chunk) {
        return file(chunk, "-rejects.csv");
    }

    private Path file(int chunk, String end) {
        return Path.of(spec.strategy().folder()).resolve("aggregate-" + context.id() + "-" + chunk + end);
    }

    /** How many rows were read for the chunk. */
    private long merge(StateCodec codec, Path file, Grouping merged) throws IOException {
        KeyCodec key = new KeyCodec();
        long rowsRead = 0;
        try (RowReader reader = formats.open(Dataset.rows(file))) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                context.checkCancelled();
                if (StateCodec.isEnd(row)) {
                    rowsRead = row.position();
                } else {
                    merged.merge(key.encode(codec.key(row)), codec.states(row));
                }
            }
        }
        return rowsRead;
    }

    private void replay(Path file, RowInput input) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RowReader reader = formats.open(Dataset.csv(file).with(REJECTS))) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                long line = row.get(1) instanceof Long number ? number : Row.NOWHERE;
                input.badRows()
                        .reject(new RejectedRow(
                                text(row, 0),
                                line,
                                text(row, 2),
                                text(row, 3),
                                (String) row.get(4),
                                text(row, 5),
                                text(row, 6)));
            }
        }
    }

    private static String text(Row row, int column) {
        @Nullable Object text = row.get(column);
        return (String) Objects.requireNonNullElse(text, "");
    }

    /** Deletes what the chunks gave; to be called when the result has been written. */
    void deleteFiles() throws IOException {
        List<Dataset> parts =
                context.checkpoint(Chunks.class).map(Chunks::parts).orElse(List.of());
        for (int i = 0; i < parts.size(); i++) {
            Files.deleteIfExists(partial(i));
            Files.deleteIfExists(badRows(i));
        }
    }
}
