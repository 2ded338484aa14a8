package io.github.steadwork.jobs.processing.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what states have written. */
final class Snapshots {

    private Snapshots() {}

    static long number(List<? extends @Nullable Object> snapshot, int index) {
        if (snapshot.get(index) instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("element " + index + " of a state is not a LONG");
    }
}
