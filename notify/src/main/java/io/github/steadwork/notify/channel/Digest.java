package io.github.steadwork.notify.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What goes out at once.
 *
 * @param id the same only where the same is sent again, because it is not known to have arrived
 * @param notifications one or more, oldest first
 * @param omitted how many happenings more there were to topics that are not listed
 */
public record Digest(String id, List<Notification> notifications, long omitted) {

    /** Checks the fields. */
    public Digest {
        notifications = List.copyOf(notifications);
        if (notifications.isEmpty()) {
            throw new IllegalArgumentException("a digest of no notifications");
        }
    }

    /** What it is about, in one line. */
    public String title() {
        if (notifications.size() == 1 && omitted == 0) {
            Notification only = notifications.get(0);
            String times = only.count() == 1 ? "" : " (" + only.count() + " times)";
            return "[" + only.occasion() + "] " + only.summary() + times;
        }
        return Arrays.stream(Occasion.values())
                .map(this::counted)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ", "Jobs: ", omitted == 0 ? "" : ", and " + omitted + " more"));
    }

    private String counted(Occasion occasion) {
        long count = notifications.stream()
                .filter(one -> one.occasion() == occasion)
                .mapToLong(Notification::count)
                .sum();
        return count == 0 ? "" : count + " " + occasion.name().toLowerCase(Locale.ROOT);
    }
}
