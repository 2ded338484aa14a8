package io.github.steadwork.notify.channel;

/** A way to tell somebody. Called on workers' threads, by several at a time. */
@FunctionalInterface
public interface NotificationChannel {

    /**
     * Sends, and returns when it has been taken over. It may block; the attempt's timeout interrupts it.
     *
     * @param secrets where passwords and keys are looked up, by name, each time anew
     * @throws Exception if it was not taken over; it is sent again under the retry policy, unless the error is a
     *     {@link io.github.steadwork.retry.PermanentException}
     */
    void send(Digest digest, SecretProvider secrets) throws Exception;
}
