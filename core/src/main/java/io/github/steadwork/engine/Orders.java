package io.github.steadwork.engine;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.queue.StateStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What workers are told to do: to rest, each or all of them, and to share out what they hold. One look reads all of it. */
final class Orders {

    private static final String REST = "rest ";
    private static final String ALL = "all";
    private static final String STOP = "stop";
    private static final String REBALANCE = "rebalance";
    private static final PayloadCodec JSON = new JacksonPayloadCodec();

    private final Flags flags;

    /** Why and how to stop what runs. */
    record Stop(String reason, ForceStop how) {}

    Orders(StateStore documents) {
        this.flags = new Flags(documents, "worker-order");
    }

    void rest(String worker) {
        flags.raise(REST + worker);
    }

    void resume(String worker) {
        flags.lower(REST + worker);
    }

    /** All are to rest, and to stop what they run. */
    void stopAll(Stop how) {
        flags.raise(ALL);
        flags.call(STOP, JSON.encode(how, 1).text());
    }

    void resumeAll() {
        flags.lower(ALL);
    }

    void rebalance() {
        flags.call(REBALANCE, "{}");
    }

    /** Looks what has been ordered. */
    void refresh() {
        flags.refresh();
    }

    /** Whether this worker is to rest, as of the last look. */
    boolean isResting(String worker) {
        Set<String> raised = flags.raised();
        return !raised.isEmpty() && (raised.contains(ALL) || raised.contains(REST + worker));
    }

    /** A number that changes with each order to stop, as of the last look. */
    long stops() {
        return flags.calls(STOP);
    }

    /** How to stop, as of the last look. */
    Optional<Stop> stop() {
        return flags.said(STOP)
                .map(json -> Payload.of(json.getBytes(StandardCharsets.UTF_8), JSON.id(), 1))
                .map(json -> JSON.decode(json, Stop.class));
    }

    /** A number that changes with each order to share out, as of the last look. */
    long rebalances() {
        return flags.calls(REBALANCE);
    }
}
