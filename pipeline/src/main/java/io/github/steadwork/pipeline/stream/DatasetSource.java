package io.github.steadwork.pipeline.stream;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rows of a dataset; the position is how many have been given. */
record DatasetSource(DataFormats formats, Dataset dataset) implements RowSource {

    @Override
    public Schema schema() throws IOException {
        try (RowReader reader = formats.open(dataset)) {
            return reader.schema();
        }
    }

    @Override
    public Reader open(String position) throws IOException {
        RowReader rows = formats.open(dataset);
        DatasetReader reader = new DatasetReader(rows);
        try {
            long given = position.isEmpty() ? 0 : Long.parseLong(position);
            while (reader.given < given && !reader.ended) {
                reader.poll(Duration.ZERO);
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static final class DatasetReader implements Reader {

        private final RowReader rows;
        private long given;
        private boolean ended;

        DatasetReader(RowReader rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Row poll(Duration wait) throws IOException {
            Row row = rows.read();
            given += row == null ? 0 : 1;
            ended = row == null;
            return row;
        }

        @Override
        public String position() {
            return Long.toString(given);
        }

        @Override
        public boolean isEnded() {
            return ended;
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
