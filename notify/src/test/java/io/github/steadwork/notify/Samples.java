package io.github.steadwork.notify;

import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.Notification;
import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.channel.Topic;
import java.time.Instant;
import java.util.List;

/** What channels are given in tests. */
public final class Samples {

    /** When it happened. */
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Samples() {}

    /** One failure. */
    public static Digest failure(String summary, String detail) {
        return new Digest("job-1", List.of(notification("send-invoice", summary, detail)), 0);
    }

    /** A failure of a job of this type. */
    public static Notification notification(String type, String summary, String detail) {
        return Notification.of(Occasion.FAILURE, new Topic(Topic.Kind.TYPE, type), summary, NOON)
                .detail(detail)
                .job("0199");
    }
}
