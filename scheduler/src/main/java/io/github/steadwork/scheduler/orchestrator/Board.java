package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.queue.DocumentChange;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where all pipelines of an orchestrator stand: its one document. */
record Board(Map<String, Entry> pipelines) {

    static final String NAMESPACE = "orchestrator";

    static final Board EMPTY = new Board(Map.of());

    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    Board {
        pipelines = Collections.unmodifiableMap(new TreeMap<>(pipelines));
    }

    static Board read(String json) {
        Payload text = Payload.of(json.getBytes(StandardCharsets.UTF_8), CODEC.id(), 1);
        return Objects.requireNonNull(CODEC.decode(text, Board.class));
    }

    DocumentChange.Put put(String key, long expectedVersion) {
        return new DocumentChange.Put(
                NAMESPACE,
                key,
                expectedVersion,
                Optional.empty(),
                CODEC.encode(this, 1).text());
    }

    Entry get(String name) {
        Entry entry = pipelines.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("there is no pipeline '" + name + "', only " + pipelines.keySet());
        }
        return entry;
    }

    Board with(String name, Entry entry) {
        Map<String, Entry> all = new TreeMap<>(pipelines);
        all.put(name, entry);
        return new Board(all);
    }

    Stream<Entry> in(PipelineStatus status) {
        return pipelines.values().stream().filter(entry -> entry.status() == status);
    }

    Stream<Entry.Work> works() {
        return pipelines.values().stream().flatMap(entry -> entry.work().stream());
    }

    long running() {
        return in(PipelineStatus.RUNNING).count();
    }
}
