package io.github.steadwork.benchmarks.peer;

import java.util.List;

/** All peers, by name. */
public final class Peers {

    /** Ours. */
    public static final String OURS = "steadwork";

    private static final List<Peer> ALL = List.of(
            new RawPeer("raw", RawWay.UPDATE_AND_DELETE),
            new RawPeer("raw-delete", RawWay.DELETE),
            new RawPeer("raw-one-by-one", RawWay.ONE_BY_ONE),
            new RawPeer("raw-copy", RawWay.COPY),
            new RawPeer("raw-notify", RawWay.NOTIFY),
            new DbSchedulerPeer("db-scheduler", true),
            new DbSchedulerPeer("db-scheduler-fetch", false),
            new JobRunrPeer(),
            new QuartzPeer(),
            new SteadworkPeer("steadwork-no-history", false, true, 0),
            new SteadworkPeer("steadwork-keyed", true, true, 1_000),
            new SteadworkPeer("steadwork-poll", true, false, 0),
            new SteadworkPeer(OURS, true, true, 0));

    private Peers() {}

    /**
     * The peer with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Peer named(String name) {
        return ALL.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer '" + name + "'"));
    }
}
