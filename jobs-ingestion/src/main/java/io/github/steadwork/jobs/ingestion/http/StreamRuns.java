package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.ingestion.http.ParentRecords.Values;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.http.HttpAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The streams of one job: each is gathered, then published, then remembered, and each of these is saved before the next begins. What a
 * child goes through is gathered once more if it is gone. For one thread.
 */
final class StreamRuns {

    /** How far a job is: the state of each stream that was begun. */
    record Checkpoint(Map<String, StreamState> streams) {

        Checkpoint with(String name, StreamState state) {
            Map<String, StreamState> more = new TreeMap<>(streams);
            more.put(name, state);
            return new Checkpoint(more);
        }
    }

    private static final int LONGEST_KEY = 400;

    private final ApiIngestion spec;
    private final HttpAccess access;
    private final Path folder;
    private final DataFormats formats;
    private final JobContext context;
    private Checkpoint checkpoint;

    StreamRuns(ApiIngestion spec, HttpAccess access, Path folder, DataFormats formats, JobContext context) {
        this.spec = spec;
        this.access = access;
        this.folder = folder;
        this.formats = formats;
        this.context = context;
        this.checkpoint = context.checkpoint(Checkpoint.class).orElseGet(() -> new Checkpoint(Map.of()));
    }

    private void save(String name, StreamState state) {
        checkpoint = checkpoint.with(name, state);
        context.saveCheckpoint(checkpoint);
    }

    /** Does what is missing of a stream; its parent has been done. */
    ApiStreamResult run(ApiStream stream) throws IOException, InterruptedException {
        Optional<ApiStreamResult> earlier =
                Optional.ofNullable(checkpoint.streams().get(stream.name())).flatMap(StreamState::result);
        if (earlier.isPresent() && !isNeeded(stream)) {
            return earlier.get();
        }
        StreamState gathered = gather(stream);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Set<String> parents = stream.incremental().isPresent() ? parentKeys(stream) : Set.of();
        Optional<String> raw = RawAnswers.of(stream, context.id().toString()).folder();
        Publication.Published published = Publication.run(stream, gathered, parents, raw, context, formats);
        published.watermark().ifPresent(watermark -> remember(stream, gathered, watermark));
        save(stream.name(), gathered.done(published.result()));
        return published.result();
    }

    private boolean isNeeded(ApiStream stream) {
        return spec.streams().stream()
                .filter(child -> child.parent().filter(stream.name()::equals).isPresent())
                .map(child -> checkpoint.streams().get(child.name()))
                .anyMatch(state -> state == null || state.result().isEmpty());
    }

    private StreamState gather(ApiStream stream) throws IOException, InterruptedException {
        StreamState state = state(stream);
        if (state.place().end()) {
            return state;
        }
        try (Calls calls = new Calls(access, stream.parallel());
                ParentRecords parents = parents(stream);
                Landing landing = Landing.from(folder, state.gathered())) {
            RawAnswers raw = RawAnswers.of(stream, context.id().toString());
            Fetch.Tools tools = new Fetch.Tools(calls, parents, landing, raw);
            StreamState end = new Fetch(stream, state, tools, context, next -> save(stream.name(), next)).run();
            if (!state.gathered().file().isEmpty()) {
                Files.deleteIfExists(Path.of(state.gathered().file()));
            }
            return end;
        }
    }

    /** Where an earlier attempt has come to, if what it has gathered is there; else the beginning. */
    private StreamState state(ApiStream stream) throws IOException {
        String parentFetch =
                stream.parent().map(name -> done(name).origin().fetch()).orElse("");
        StreamState earlier = checkpoint.streams().get(stream.name());
        if (earlier == null) {
            Optional<ApiWatermark> since = stream.incremental().isPresent()
                    ? context.state(stateKey(stream), ApiWatermark.class)
                    : Optional.empty();
            StreamState begun = StreamState.begin(parentFetch, since);
            save(stream.name(), begun);
            return begun;
        }
        boolean holds = earlier.gathered().file().isEmpty() || Landing.holds(earlier.gathered());
        return holds && earlier.origin().parentFetch().equals(parentFetch) ? earlier : earlier.again(parentFetch);
    }

    private ParentRecords parents(ApiStream stream) throws IOException {
        if (stream.parent().isEmpty()) {
            return ParentRecords.none();
        }
        Set<String> fields = Templates.parentNames(stream.request());
        fields.addAll(stream.parentFields());
        return ParentRecords.in(Path.of(done(stream.parent().get()).gathered().file()), fields);
    }

    private StreamState done(String name) {
        return Objects.requireNonNull(checkpoint.streams().get(name), name);
    }

    private Set<String> parentKeys(ApiStream stream) throws IOException {
        Set<String> keys = new TreeSet<>();
        if (stream.parent().isPresent()) {
            try (ParentRecords parents = parents(stream)) {
                for (Optional<Values> of = parents.peek(0); of.isPresent(); of = parents.peek(0)) {
                    keys.add(of.get().key());
                    parents.pass();
                }
            }
        }
        return keys;
    }

    /** What another job of the same stream has kept since this one began is left alone: it may be further. */
    private void remember(ApiStream stream, StreamState state, ApiWatermark watermark) {
        String key = stateKey(stream);
        Optional<ApiWatermark> kept = context.state(key, ApiWatermark.class);
        if (kept.equals(state.origin().since())) {
            context.saveState(key, watermark);
        } else if (!kept.equals(Optional.of(watermark))) {
            context.logger()
                    .warn(
                            "another job has read stream {} meanwhile; let only one run at a time, by a unique request",
                            stream.name());
        }
    }

    /** What is kept under it belongs to this address and this output. */
    private static String stateKey(ApiStream stream) {
        String key = stream.name() + " " + stream.request().url() + ">"
                + stream.output().location();
        return key.length() <= LONGEST_KEY
                ? key
                : key.substring(0, LONGEST_KEY - 20) + "#" + Integer.toHexString(key.hashCode());
    }
}
