package io.github.steadwork.notify;

import io.github.steadwork.notify.channel.Notification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be told and is not stored yet, by channel; bounded as its piles are. Safe for use by many threads. */
final class Outbox {

    private final Map<String, Pile> piles = new HashMap<>();

    synchronized void add(List<String> channels, Notification notification) {
        channels.forEach(channel -> piles.merge(channel, Pile.EMPTY.plus(notification), Pile::plus));
    }

    /** Takes everything out. */
    synchronized Map<String, Pile> take() {
        Map<String, Pile> taken = Map.copyOf(piles);
        piles.clear();
        return taken;
    }

    /** Gives back what could not be stored; it is older than what has come meanwhile. */
    synchronized void giveBack(String channel, Pile older) {
        piles.merge(channel, older, (newer, back) -> back.plus(newer));
    }
}
