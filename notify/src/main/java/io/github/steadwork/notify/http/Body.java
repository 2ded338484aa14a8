package io.github.steadwork.notify.http;

import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.Notification;
import java.util.List;

/** What a webhook is sent, as JSON. */
record Body(String id, String title, List<Notification> notifications, long omitted) {

    static Body of(Digest digest) {
        return new Body(digest.id(), digest.title(), digest.notifications(), digest.omitted());
    }
}
