package io.github.steadwork.monitor;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Figures as the text of a document: three arrays of numbers, the counts, the durations and the waits. */
final class StoredCell {

    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    private StoredCell() {}

    static String write(Cell cell) {
        return CODEC.encode(cell.numbers(), 1).text();
    }

    static Cell read(String json) {
        Payload text = Payload.of(json.getBytes(StandardCharsets.UTF_8), CODEC.id(), 1);
        return Cell.of(Objects.requireNonNull(CODEC.decode(text, long[][].class)));
    }
}
