package io.github.steadwork.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.event.Alert;
import io.github.steadwork.event.Alert.Severity;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.monitor.JobMonitor;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryJobQueue backend = new InMemoryJobQueue(clock);
    private final JobMonitor monitor = new JobMonitor(clock);
    private final List<AlertRule.Sighting> seen = new ArrayList<>();
    private final List<JobEvent> told = new ArrayList<>();
    private final Alerts alerts = node();

    private final class Scripted implements AlertRule {
        @Override
        public String name() {
            return "trouble";
        }

        @Override
        public List<Sighting> look(AlertView view) {
            return List.copyOf(seen);
        }
    }

    private Alerts node() {
        return new Alerts(backend, monitor, List.of(new Scripted()), told::add);
    }

    private void see(String subject, boolean raises) {
        seen.clear();
        seen.add(new AlertRule.Sighting(subject, raises, Severity.WARNING, subject + " is bad"));
    }

    private void lookFor(Duration length, Alerts... nodes) {
        for (Duration passed = Duration.ZERO; passed.compareTo(length) < 0; passed = passed.plus(Alerts.PAUSE)) {
            for (Alerts node : nodes) {
                node.look();
            }
            clock.advance(Alerts.PAUSE);
        }
    }

    @Test
    void anAlertIsRaisedOnceItHoldsAndIsOverOnceItIsCalm() {
        see("mail", true);
        lookFor(Alerts.HOLDS, alerts);
        assertThat(told).as("it might pass").isEmpty();

        lookFor(Duration.ofMinutes(10), alerts);
        Alert alert =
                new Alert("trouble", "mail", Severity.WARNING, "mail is bad", Instant.parse("2026-03-01T12:00:20Z"));
        assertThat(told).containsExactly(new JobEvent.AlertRaised(alert));
        assertThat(alerts.active()).containsExactly(alert);

        seen.clear();
        lookFor(Duration.ofMinutes(3), alerts);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isInstanceOfSatisfying(JobEvent.AlertRecovered.class, over -> {
            assertThat(over.alert()).isEqualTo(alert);
            assertThat(over.lasted()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(12));
        });
        assertThat(alerts.active()).isEmpty();
    }

    @Test
    void whatIsBetweenTheLimitsRaisesNothingButKeepsAnAlertUp() {
        see("mail", false);
        lookFor(Duration.ofMinutes(5), alerts);
        assertThat(told).isEmpty();

        see("mail", true);
        lookFor(Duration.ofMinutes(1), alerts);
        see("mail", false);
        lookFor(Duration.ofMinutes(10), alerts);
        assertThat(told).singleElement().isInstanceOf(JobEvent.AlertRaised.class);
    }

    @Test
    void whatComesAndGoesIsNotTold() {
        for (int i = 0; i < 20; i++) {
            see("mail", true);
            lookFor(Duration.ofSeconds(20), alerts);
            seen.clear();
            lookFor(Duration.ofSeconds(10), alerts);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void manyNodesRaiseAnAlertOnceAndEndItOnce() {
        Alerts second = node();
        Alerts third = node();
        see("mail", true);
        lookFor(Duration.ofMinutes(5), alerts, second, third);
        assertThat(told).hasSize(1);

        lookFor(Duration.ofMinutes(5), third);
        assertThat(told).as("the others have died").hasSize(1);

        seen.clear();
        lookFor(Duration.ofMinutes(5), alerts, second, third);
        assertThat(told).hasSize(2);
    }

    @Test
    void whatANodeRaisedAndCouldNotTellAnotherTells() {
        Alerts dying = new Alerts(backend, monitor, List.of(new Scripted()), event -> {
            throw new IllegalStateException("the process ends here");
        });
        see("mail", true);
        dying.look();
        clock.advance(Alerts.HOLDS);
        try {
            dying.look();
        } catch (IllegalStateException dead) {
            assertThat(dead).hasMessage("the process ends here");
        }
        assertThat(told).isEmpty();

        lookFor(Duration.ofMinutes(2), alerts);
        assertThat(told).singleElement().isInstanceOf(JobEvent.AlertRaised.class);
    }

    @Test
    void aRuleThatThrowsHarmsNoOther() {
        AlertRule broken = new AlertRule() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Sighting> look(AlertView view) {
                throw new IllegalStateException("cannot look");
            }
        };
        Alerts both = new Alerts(backend, monitor, List.of(broken, new Scripted()), told::add);
        see("mail", true);
        lookFor(Duration.ofSeconds(30), both);

        assertThat(told).hasAtLeastOneElementOfType(JobEvent.BackendFailed.class);
        assertThat(told).hasAtLeastOneElementOfType(JobEvent.AlertRaised.class);
    }
}
