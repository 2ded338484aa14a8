package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.ValueIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many different values there are, exactly. Values are told apart as {@link io.github.steadwork.pipeline.row.Values} does. */
final class DistinctState implements State {

    private static final int BYTES_PER_ENTRY = 56;

    /** From what tells a value apart to the value. */
    private final Map<Object, Object> values = new HashMap<>(4);

    private long bytes = 64;

    @Override
    public void add(@Nullable Object value) {
        if (value != null && values.putIfAbsent(ValueIdentity.of(value), value) == null) {
            bytes += BYTES_PER_ENTRY + ValueSizes.of(value);
        }
    }

    @Override
    public void merge(State other) {
        ((DistinctState) other).values.values().forEach(this::add);
    }

    @Override
    public Object result() {
        return (long) values.size();
    }

    @Override
    public List<@Nullable Object> snapshot() {
        return new ArrayList<>(values.values());
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
