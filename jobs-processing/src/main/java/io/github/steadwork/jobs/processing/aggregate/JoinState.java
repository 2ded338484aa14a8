package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.row.Casts;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts one after another, in the order of the source. */
final class JoinState implements State {

    private final String separator;
    private @Nullable StringBuilder text;

    JoinState(String separator) {
        this.separator = separator;
    }

    @Override
    public void add(@Nullable Object value) {
        if (value == null) {
            return;
        }
        if (text == null) {
            text = new StringBuilder();
        } else {
            text.append(separator);
        }
        text.append(Casts.text(value));
    }

    @Override
    public void merge(State other) {
        add(other.result());
    }

    @Override
    public @Nullable Object result() {
        return text == null ? null : text.toString();
    }

    @Override
    public List<@Nullable Object> snapshot() {
        return Collections.singletonList(result());
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        add(snapshot.get(0));
    }

    @Override
    public long estimatedBytes() {
        return 24 + (text == null ? 0 : 48 + 2L * text.capacity());
    }
}
