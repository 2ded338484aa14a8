package io.github.steadwork.notify;

import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.retry.TransientException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The channels by name, and how addresses are written to that are named later. Mailboxes of addresses have a key of their own. */
final class Channels {

    private static final String ADDRESS = "to:";

    private final Map<String, NotificationChannel> named;
    private final @Nullable Function<String, NotificationChannel> addresses;

    Channels(Map<String, NotificationChannel> named, @Nullable Function<String, NotificationChannel> addresses) {
        this.named = Map.copyOf(named);
        this.addresses = addresses;
    }

    /**
     * The key of the mailbox of a recipient: the name of a channel, or an address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    String keyOf(String recipient) {
        if (named.containsKey(recipient)) {
            return recipient;
        }
        if (addresses != null && recipient.contains("@")) {
            var unused = addresses.apply(recipient); // refuses what is no address
            return ADDRESS + recipient;
        }
        throw new IllegalArgumentException("recipient is '" + recipient + "', allowed are the channels "
                + new TreeSet<>(named.keySet()) + (addresses == null ? "" : " and e-mail addresses"));
    }

    /** The channel of a mailbox. Another node may know one that this one does not, in a rolling deploy. */
    NotificationChannel require(String key) {
        NotificationChannel channel = named.get(key);
        if (channel == null && addresses != null && key.startsWith(ADDRESS)) {
            channel = addresses.apply(key.substring(ADDRESS.length()));
        }
        if (channel == null) {
            throw new TransientException("there is no channel '" + key + "' here; there are " + named.keySet());
        }
        return channel;
    }
}
