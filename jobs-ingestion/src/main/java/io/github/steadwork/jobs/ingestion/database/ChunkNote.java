package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a source goes on after a chunk; the sink keeps it with the rows.
 *
 * @param part 0 for the rows by the column or the key, 1 for those without a value in the column, 2 behind the end
 * @param after the values of the paging order in the last row; empty to begin the part
 * @param boundary of the watermark, so far
 */
record ChunkNote(int part, List<String> after, Map<String, String> boundary) {

    static final ChunkNote BEGIN = new ChunkNote(0, List.of(), Map.of());

    private static final JacksonPayloadCodec JSON = new JacksonPayloadCodec();

    static ChunkNote parse(String text) {
        if (text.isEmpty()) {
            return BEGIN;
        }
        Payload payload = Payload.of(text.getBytes(StandardCharsets.UTF_8), JSON.id(), 1);
        return Objects.requireNonNull(JSON.decode(payload, ChunkNote.class));
    }

    String text() {
        return JSON.encode(this, 1).text();
    }
}
