package io.github.steadwork.pipeline.stream;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One source to its end, then another one. The position begins with a letter that says which. */
record ConsecutiveSource(RowSource first, RowSource second) implements RowSource {

    private static final String FIRST = "h";
    private static final String SECOND = "l";

    @Override
    public Schema schema() throws IOException {
        Schema schema = first.schema();
        if (!schema.equals(second.schema())) {
            throw new DataException("the history has the columns " + schema + ", but what follows has "
                    + second.schema() + "; give both the same");
        }
        return schema;
    }

    @Override
    public Reader open(String position) throws IOException {
        boolean inSecond = position.startsWith(SECOND);
        String within = position.isEmpty() ? "" : position.substring(1);
        return new ConsecutiveReader(inSecond ? second.open(within) : first.open(within), inSecond);
    }

    private final class ConsecutiveReader implements Reader {

        private Reader reader;
        private boolean inSecond;

        ConsecutiveReader(Reader reader, boolean inSecond) {
            this.reader = reader;
            this.inSecond = inSecond;
        }

        @Override
        public @Nullable Row poll(Duration wait) throws IOException, InterruptedException {
            Row row = reader.poll(wait);
            if (row == null && !inSecond && reader.isEnded()) {
                reader.close();
                reader = second.open("");
                inSecond = true;
                return reader.poll(wait);
            }
            return row;
        }

        @Override
        public String position() {
            return (inSecond ? SECOND : FIRST) + reader.position();
        }

        @Override
        public boolean isEnded() {
            return inSecond && reader.isEnded();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
