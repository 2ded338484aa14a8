package io.github.steadwork.jobs.processing.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All values, in the order of the source. */
final class CollectState implements State {

    private static final long BYTES_PER_ENTRY = 8;

    private final List<@Nullable Object> values = new ArrayList<>();
    private long bytes = 48;

    @Override
    public void add(@Nullable Object value) {
        values.add(value);
        bytes += BYTES_PER_ENTRY + ValueSizes.of(value);
    }

    @Override
    public void merge(State other) {
        ((CollectState) other).values.forEach(this::add);
    }

    @Override
    public @Nullable Object result() {
        return values.isEmpty() ? null : Collections.unmodifiableList(values);
    }

    @Override
    public List<@Nullable Object> snapshot() {
        return values;
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        snapshot.forEach(this::add);
    }

    @Override
    public long estimatedBytes() {
        return bytes;
    }
}
