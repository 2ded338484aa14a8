package io.github.steadwork.jobs.processing.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many values there are. */
final class CountState implements State {

    private long count;

    @Override
    public void add(@Nullable Object value) {
        count++;
    }

    @Override
    public void merge(State other) {
        count += ((CountState) other).count;
    }

    @Override
    public Object result() {
        return count;
    }

    @Override
    public List<@Nullable Object> snapshot() {
        return List.of(count);
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        count = Snapshots.number(snapshot, 0);
    }

    @Override
    public long estimatedBytes() {
        return 24;
    }
}
