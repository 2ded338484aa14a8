package io.github.steadwork.engine;

import dev.failsafe.CircuitBreaker;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.Breaker;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.retry.ErrorKind;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The circuit breakers that this worker counts for and heeds. Failsafe counts; the board, which all workers read, says which are open
 * and who probes. Nothing is kept of what is well, and nothing done where no type has a breaker.
 *
 * <p>{@link #sync} is called by one thread at a time and talks to the backend without the lock; all else is quick and safe for many.
 */
final class Breakers {

    private static final String TYPE = "type ";
    private static final String KEY = "key ";

    private final JobRegistry registry;
    private final BreakerBoard board;
    private final JobListener listener;
    private final Supplier<WorkerId> self;
    private final boolean any;
    private final Map<String, CircuitBreaker<Object>> known = new HashMap<>();
    private final Map<String, BreakerBoard.Entry> opened = new HashMap<>();
    private final Set<String> recovered = new HashSet<>();
    private final Map<String, JobId> probes = new HashMap<>();

    Breakers(JobRegistry registry, BreakerBoard board, JobListener listener, Supplier<WorkerId> self) {
        this.registry = registry;
        this.board = board;
        this.listener = listener;
        this.self = self;
        this.any = registry.names().stream().anyMatch(name -> breaker(name).isPresent());
    }

    private Optional<Breaker> breaker(String type) {
        return registry.find(type).flatMap(job -> job.type().breaker());
    }

    private static String name(JobRecord job) {
        return job.request()
                .flow()
                .breaker()
                .map(key -> KEY + key)
                .orElseGet(() -> TYPE + job.request().type());
    }

    /** Counts attempts that have ended; true if the board should be told. */
    boolean count(List<Ended> batch) {
        return any && batch.stream().filter(this::count).count() > 0;
    }

    private synchronized boolean count(Ended ended) {
        JobRecord job = ended.attempt().job();
        Optional<Breaker> breaker = breaker(job.request().type());
        if (breaker.isEmpty()) {
            return false;
        }
        String name = name(job);
        Optional<ErrorInfo> failure = failure(ended.outcome()).filter(error -> error.kind() != ErrorKind.PERMANENT);
        if (failure.isPresent()) {
            return failed(name, job.request().type(), breaker.get(), failure.get());
        }
        if (ended.outcome() instanceof Outcome.Succeeded) {
            return succeeded(name);
        }
        rearm(name, job.id());
        return false;
    }

    private static Optional<ErrorInfo> failure(Outcome outcome) {
        if (outcome instanceof Outcome.Retry retry) {
            return Optional.of(retry.error());
        }
        return outcome instanceof Outcome.Failed failed ? Optional.of(failed.error()) : Optional.empty();
    }

    private boolean failed(String name, String type, Breaker breaker, ErrorInfo error) {
        CircuitBreaker<Object> circuit = known.computeIfAbsent(name, unused -> closed(breaker));
        boolean wasOpen = circuit.isOpen();
        circuit.recordFailure();
        if (wasOpen || !circuit.isOpen()) {
            return false;
        }
        probes.remove(name);
        WorkerId worker = self.get();
        opened.put(
                name,
                new BreakerBoard.Entry(
                        false,
                        type,
                        breaker.failures(),
                        breaker.pause().toMillis(),
                        worker.name(),
                        worker.incarnation(),
                        error.toString()));
        return true;
    }

    /** Closes by Failsafe's count; it opens and half opens by the board, whose time is the backend's. */
    private static CircuitBreaker<Object> closed(Breaker breaker) {
        return CircuitBreaker.builder()
                .withFailureThreshold(breaker.failures())
                .withSuccessThreshold(1)
                .withDelay(RetryPolicy.LONGEST_DELAY)
                .build();
    }

    private boolean succeeded(String name) {
        CircuitBreaker<Object> circuit = known.get(name);
        if (circuit == null || circuit.isOpen()) {
            return false; // well all along, or an attempt from before it opened
        }
        boolean wasProbe = circuit.isHalfOpen();
        known.remove(name);
        return wasProbe && recovered.add(name);
    }

    /** An attempt that has ended neither well nor badly was no probe: the next one is. */
    private void rearm(String name, JobId job) {
        CircuitBreaker<Object> circuit = known.get(name);
        if (circuit != null && circuit.isHalfOpen() && probes.remove(name, job)) {
            circuit.open();
            circuit.halfOpen();
        }
    }

    /** Whether there is nothing to heed. */
    synchronized boolean areAllClosed() {
        return known.isEmpty();
    }

    /** Whether a claimed job may run now; where its breaker is probed, only the first one may. */
    boolean admits(JobRecord job) {
        if (!any) {
            return true;
        }
        String name = name(job);
        synchronized (this) {
            CircuitBreaker<Object> circuit = known.get(name);
            boolean admitted = circuit == null || circuit.tryAcquirePermit();
            if (admitted && circuit != null && circuit.isHalfOpen()) {
                probes.put(name, job.id());
            }
            return admitted;
        }
    }

    /** Whether the job's breaker is open. */
    synchronized boolean holds(JobRecord job) {
        CircuitBreaker<Object> circuit = known.isEmpty() ? null : known.get(name(job));
        return circuit != null && circuit.isOpen();
    }

    /** Those of these types whose breaker lets jobs through. */
    Set<String> open(Set<String> types) {
        Set<String> shut = shut(TYPE);
        return shut.isEmpty()
                ? types
                : types.stream().filter(type -> !shut.contains(type)).collect(Collectors.toSet());
    }

    /** The keys whose breaker lets no job through. */
    Set<String> shutKeys() {
        return any ? shut(KEY) : Set.of();
    }

    private synchronized Set<String> shut(String kind) {
        if (known.isEmpty()) {
            return Set.of();
        }
        return known.entrySet().stream()
                .filter(circuit -> circuit.getKey().startsWith(kind))
                .filter(circuit -> circuit.getValue().isOpen() || probes.containsKey(circuit.getKey()))
                .map(circuit -> circuit.getKey().substring(kind.length()))
                .collect(Collectors.toSet());
    }

    /** Tells the board what has been counted, and heeds what it says; takes a breaker over that is due to be probed. */
    void sync() {
        if (any) {
            tell();
            heed(board.list());
        }
    }

    private void tell() {
        Map<String, BreakerBoard.Entry> toOpen;
        List<String> toClose;
        synchronized (this) {
            toOpen = Map.copyOf(opened);
            toClose = List.copyOf(recovered);
        }
        toOpen.forEach((name, entry) -> {
            if (board.put(name, entry)) {
                forget(name, entry);
                listener.on(new JobEvent.BreakerMoved(
                        name, "open", "it is probed in " + entry.pause() + "; the last failure: " + entry.error()));
            }
        });
        toClose.forEach(name -> {
            board.close(name);
            synchronized (this) {
                recovered.remove(name);
            }
            listener.on(new JobEvent.BreakerMoved(name, "closed", "the probe succeeded"));
        });
    }

    private synchronized void forget(String name, BreakerBoard.Entry told) {
        opened.remove(name, told);
    }

    private void heed(List<BreakerBoard.Stored> stored) {
        follow(stored);
        if (!stored.isEmpty()) {
            Instant now = board.now();
            stored.stream()
                    .filter(one -> !one.due().isAfter(now))
                    .filter(one -> registry.find(one.entry().type()).isPresent())
                    .forEach(this::probe);
        }
    }

    private synchronized void follow(List<BreakerBoard.Stored> stored) {
        Set<String> names = stored.stream().map(BreakerBoard.Stored::name).collect(Collectors.toSet());
        known.entrySet()
                .removeIf(circuit -> !circuit.getValue().isClosed()
                        && !names.contains(circuit.getKey())
                        && !opened.containsKey(circuit.getKey()));
        probes.keySet().retainAll(known.keySet());
        for (BreakerBoard.Stored one : stored) {
            boolean ours = one.entry().incarnation() == self.get().incarnation();
            CircuitBreaker<Object> circuit = known.get(one.name());
            boolean isProbe = ours && circuit != null && circuit.isHalfOpen();
            if (!isProbe && !recovered.contains(one.name())) {
                known.computeIfAbsent(
                                one.name(),
                                name -> closed(new Breaker(
                                        one.entry().failures(), one.entry().pause())))
                        .open();
                probes.remove(one.name());
            }
        }
    }

    private void probe(BreakerBoard.Stored due) {
        WorkerId worker = self.get();
        if (!board.replace(due, due.entry().probedBy(worker.name(), worker.incarnation()))) {
            return;
        }
        synchronized (this) {
            CircuitBreaker<Object> circuit = known.get(due.name());
            if (circuit != null && !circuit.isHalfOpen()) {
                circuit.halfOpen();
            }
        }
        listener.on(new JobEvent.BreakerMoved(due.name(), "probing", "its pause is over; one job is let through"));
    }
}
