package io.github.steadwork.queue;

import io.github.steadwork.job.Limit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks of the flow: limits, its turn among others, a deadline, what its worker must be able to do. A job that asks
 * for nothing has {@link #NONE}, and costs nothing for it: it stands in no lane.
 *
 * @param limits what it is limited by; of those that count the same, the strictest is kept
 * @param fairKey whose job it is: those of different keys take turns; empty for nobody's
 * @param startBy when it has to have started, or is cancelled; empty for never
 * @param requires what its worker must be able to do, or be: {@code pool:NAME} is a pool, {@code worker:NAME} one worker
 * @param breaker the key of its circuit breaker; empty where none or that of its type counts
 */
public record Flow(
        List<Limit> limits,
        Optional<String> fairKey,
        Optional<StoredRequest.Due> startBy,
        Set<String> requires,
        Optional<String> breaker) {

    /** Nothing. */
    public static final Flow NONE = new Flow(List.of(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

    private static final int LONGEST_LANE = 180;
    private static final int KEPT_OF_LANE = 140;

    /** Makes the collections immutable; what an older version did not store is empty. */
    public Flow(
            @Nullable List<Limit> limits,
            Optional<String> fairKey,
            Optional<StoredRequest.Due> startBy,
            @Nullable Set<String> requires,
            Optional<String> breaker) {
        this.limits = limits == null ? List.of() : strictest(limits);
        this.fairKey = fairKey;
        this.startBy = startBy;
        this.requires = requires == null ? Set.of() : Set.copyOf(requires);
        this.breaker = breaker;
    }

    /** Of limits that count the same, the first that allows least. */
    private static List<Limit> strictest(List<Limit> limits) {
        List<Limit> kept = new ArrayList<>();
        for (Limit limit : limits) {
            boolean needed =
                    limits.stream().filter(limit::countsAs).allMatch(other -> limit.atMost() <= other.atMost());
            if (needed && kept.stream().noneMatch(limit::countsAs)) {
                kept.add(limit);
            }
        }
        return List.copyOf(kept);
    }

    /** Whether it asks for nothing. */
    public boolean none() {
        return equals(NONE);
    }

    /** With these limits besides. */
    public Flow limits(List<Limit> more) {
        return new Flow(more, fairKey, startBy, requires, breaker);
    }

    /** With this fair key. */
    public Flow fairKey(String key) {
        return new Flow(limits, Optional.of(key), startBy, requires, breaker);
    }

    /** To be started by then. */
    public Flow startBy(StoredRequest.Due due) {
        return new Flow(limits, fairKey, Optional.of(due), requires, breaker);
    }

    /** Without a time by which it has to start. */
    public Flow withoutDeadline() {
        return new Flow(limits, fairKey, Optional.empty(), requires, breaker);
    }

    /** Only by workers that can do this. */
    public Flow requires(Set<String> capabilities) {
        return new Flow(limits, fairKey, startBy, capabilities, breaker);
    }

    /** Held back while the circuit breaker of this key is open. */
    public Flow breaker(String key) {
        return new Flow(limits, fairKey, startBy, requires, Optional.of(key));
    }

    /** Only by the worker of this name; by any if it is empty. */
    public Flow onWorker(String name) {
        Set<String> others = new HashSet<>(requires);
        others.removeIf(required -> required.startsWith(WorkerRecord.WORKER));
        if (!name.isEmpty()) {
            others.add(WorkerRecord.WORKER + name);
        }
        return requires(others);
    }

    /**
     * The lane that a job of this type and queue stands in. Lanes take turns, so jobs that can only be held up together stand in one:
     * those with the same fair key, limits, requirements and breaker key. It says nothing but whose turn it is; a job's limits are its own.
     */
    public String lane(String type, String queue) {
        StringJoiner lane = new StringJoiner(", ");
        fairKey.ifPresent(key -> lane.add("of " + key));
        limits.forEach(limit -> lane.add(limit.gate(type, queue)));
        if (!requires.isEmpty()) {
            lane.add("on " + String.join(" and ", new TreeSet<>(requires)));
        }
        breaker.ifPresent(key -> lane.add("while " + key + " is well"));
        String whole = lane.length() == 0 ? "-" : lane.toString();
        return whole.length() <= LONGEST_LANE ? whole : whole.substring(0, KEPT_OF_LANE) + " #" + hash(whole);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
