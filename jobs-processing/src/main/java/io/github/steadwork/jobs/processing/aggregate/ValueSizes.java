package io.github.steadwork.jobs.processing.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What values take of the heap, about. */
final class ValueSizes {

    private ValueSizes() {}

    static long of(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof String text) {
            return 56L + text.length();
        }
        if (value instanceof byte[] bytes) {
            return 16L + bytes.length;
        }
        if (value instanceof List<?> list) {
            long sum = 40;
            for (Object element : list) {
                sum += 8 + of(element);
            }
            return sum;
        }
        return 48;
    }
}
