package io.github.steadwork.notify;

import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.notify.channel.SecretProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is given; fails as long as it is told to. */
final class RecordingChannel implements NotificationChannel {

    final List<Digest> sent = new CopyOnWriteArrayList<>();
    final List<Digest> tried = new CopyOnWriteArrayList<>();
    volatile boolean down;
    volatile Runnable whileSending = () -> {};

    @Override
    public void send(Digest digest, SecretProvider secrets) {
        tried.add(digest);
        whileSending.run();
        if (down) {
            throw new IllegalStateException("the channel is down");
        }
        sent.add(digest);
    }

    List<String> titles() {
        return sent.stream().map(Digest::title).toList();
    }
}
