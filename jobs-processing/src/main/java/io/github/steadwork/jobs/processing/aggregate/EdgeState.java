package io.github.steadwork.jobs.processing.aggregate;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first or the last value, in the order of the source. */
final class EdgeState implements State {

    private final boolean last;
    private @Nullable Object value;

    /** @param last whether later values go before earlier ones */
    EdgeState(boolean last) {
        this.last = last;
    }

    @Override
    public void add(@Nullable Object next) {
        if (next != null && (last || value == null)) {
            value = next;
        }
    }

    @Override
    public void merge(State other) {
        add(((EdgeState) other).value);
    }

    @Override
    public @Nullable Object result() {
        return value;
    }

    @Override
    public List<@Nullable Object> snapshot() {
        return Collections.singletonList(value);
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        value = snapshot.get(0);
    }

    @Override
    public long estimatedBytes() {
        return 24 + ValueSizes.of(value);
    }
}
