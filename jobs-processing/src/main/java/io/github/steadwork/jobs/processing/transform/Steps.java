package io.github.steadwork.jobs.processing.transform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks that the records of steps have in common. */
final class Steps {

    private Steps() {}

    static void require(@Nullable Map<String, String> map, String step, String property) {
        if (map == null || map.isEmpty()) {
            throw new IllegalArgumentException(step + ": " + property + " is empty, allowed is one entry or more");
        }
    }

    static List<String> require(@Nullable List<String> list, String step, String property) {
        if (list == null || list.isEmpty()) {
            throw new IllegalArgumentException(step + ": " + property + " is empty, allowed is one name or more");
        }
        return List.copyOf(list);
    }

    static List<String> orAll(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static String require(@Nullable String text, String step, String property) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(step + ": " + property + " is blank, allowed is a name");
        }
        return text;
    }

    static <T> T require(@Nullable T value, String step, String property) {
        if (value == null) {
            throw new IllegalArgumentException(step + ": " + property + " is missing");
        }
        return value;
    }
}
