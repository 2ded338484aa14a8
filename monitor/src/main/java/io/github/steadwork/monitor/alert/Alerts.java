package io.github.steadwork.monitor.alert;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.Alert;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.monitor.JobMonitor;
import io.github.steadwork.monitor.loop.Repeated;
import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks by rules every 10 seconds, and tells listeners what somebody should look at: {@link JobEvent.AlertRaised} once, and
 * {@link JobEvent.AlertRecovered} when it is over.
 *
 * <p>An alert is raised when its rule has seen it for 20 seconds, and is over when no node has seen it for a minute. All nodes may look: they share
 * the alerts in the backend, and each is told by one node. A node that dies between storing an alert and telling of it leaves
 * that to another; so an alert may rarely be told twice, but never not at all.
 */
public final class Alerts implements AutoCloseable {

    static final Duration PAUSE = Duration.ofSeconds(10);
    static final Duration HOLDS = Duration.ofSeconds(20);
    static final Duration CALM = Duration.ofMinutes(1);

    private final AlertBoard board;
    private final QueueBackend backend;
    private final JobMonitor monitor;
    private final List<AlertRule> rules;
    private final JobListener listener;
    private final Repeated repeated;
    private final Map<String, Instant> seenSince = new HashMap<>();

    /** Not started: looks when it is told to. */
    Alerts(QueueBackend backend, JobMonitor monitor, List<AlertRule> rules, JobListener listener) {
        this.backend = backend;
        this.board = new AlertBoard(backend.documents(), listener);
        this.monitor = monitor;
        this.rules = List.copyOf(rules);
        this.listener = listener;
        this.repeated = new Repeated("steadwork-alerts", listener);
    }

    /** Begins to look by these rules, as {@link AlertRules#standard}, until it is closed. */
    public static Alerts start(JobEngine engine, JobMonitor monitor, List<AlertRule> rules) {
        Alerts alerts = new Alerts(engine.backend(), monitor, rules, engine::tell);
        alerts.repeated.every(PAUSE, "look for alerts", alerts::look);
        return alerts;
    }

    /** The alerts of all nodes that are not over, by rule and subject. */
    public List<Alert> active() {
        return board.active();
    }

    synchronized void look() {
        AlertView view = new AlertView(backend.documents().now(), monitor, monitor.snapshot(), backend);
        AlertBoard.Round round = board.begin(view.now());
        Set<String> raising = new HashSet<>();
        for (AlertRule rule : rules) {
            for (AlertRule.Sighting sighting : sightings(rule, view)) {
                if (!round.confirm(rule.name(), sighting) && sighting.raises()) {
                    String key = AlertBoard.key(rule.name(), sighting.subject());
                    raising.add(key);
                    Instant since = seenSince.computeIfAbsent(key, unused -> view.now());
                    if (!since.plus(HOLDS).isAfter(view.now())) {
                        round.raise(rule.name(), sighting);
                    }
                }
            }
        }
        seenSince.keySet().retainAll(raising);
        round.end();
    }

    private List<AlertRule.Sighting> sightings(AlertRule rule, AlertView view) {
        try {
            return rule.look(view);
        } catch (RuntimeException error) {
            listener.on(new JobEvent.BackendFailed("look by the rule " + rule.name(), error, PAUSE));
            return List.of();
        }
    }

    /** Looks no more. Alerts stay until other nodes find them over, or one that starts later does. */
    @Override
    public void close() {
        repeated.close();
    }
}
