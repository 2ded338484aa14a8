package io.github.steadwork.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.Alert;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.Notification;
import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.channel.Topic;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NotificationsTest {

    private static final JobType<String, Void> SEND = JobType.of("send-invoice", String.class);
    private static final JobType<String, Void> CHECK = JobType.of("check", String.class);
    private static final DigestPolicy POLICY = new DigestPolicy(Duration.ofSeconds(10), Duration.ofMinutes(5));

    private final ManualClock clock = new ManualClock();
    private final InMemoryJobQueue backend = new InMemoryJobQueue(clock);
    private final RecordingChannel ops = new RecordingChannel();
    private final RecordingChannel chat = new RecordingChannel();

    @AfterEach
    void close() {
        backend.close();
    }

    private Notifications notifications(NotificationRule... rules) {
        Notifications.Builder builder = Notifications.builder()
                .channel("ops", ops, POLICY)
                .channel("chat", chat, DigestPolicy.IMMEDIATE)
                .clock(clock);
        List.of(rules).forEach(builder::rule);
        return builder.build();
    }

    private JobEngine engine(Notifications notifications) {
        return JobEngine.builder()
                .queue(backend)
                .register(SEND, (text, context) -> work(text))
                .register(CHECK, (text, context) -> work(text))
                .with(notifications)
                .build();
    }

    private static Void work(String text) {
        if (text.startsWith("fail")) {
            throw new PermanentException(text);
        }
        return null;
    }

    private void run(JobEngine engine, Notifications notifications, Duration later) {
        engine.runDue();
        notifications.flush();
        clock.advance(later);
        engine.runDue();
    }

    @Test
    void aFailureForGoodIsToldThroughTheChannelOfItsRule() {
        Notifications notifications = notifications(
                NotificationRule.forType(SEND).on(Occasion.FAILURE).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            var failed = engine.jobs().enqueue(SEND, "fail 17");
            engine.jobs().enqueue(SEND, "fine");
            engine.jobs().enqueue(CHECK, "fail, but nobody cares");
            run(engine, notifications, Duration.ofSeconds(10));

            assertThat(ops.sent).hasSize(1);
            Notification told = ops.sent.get(0).notifications().get(0);
            assertThat(told.summary())
                    .isEqualTo("send-invoice failed for good: io.github.steadwork.retry.PermanentException: fail 17");
            assertThat(told.detail()).contains("NotificationsTest.work");
            assertThat(told.job()).contains(failed.id().toString());
            assertThat(chat.sent).isEmpty();
        }
    }

    @Test
    void theFirstRuleThatNamesTopicAndOccasionDecides() {
        Notifications notifications = notifications(
                NotificationRule.forType("check").on(Occasion.FAILURE).to(),
                NotificationRule.forType(SEND).on(Occasion.SUCCESS).to("chat"),
                NotificationRule.forEverything().on(Occasion.FAILURE).to("chat", "ops"));
        try (JobEngine engine = engine(notifications)) {
            engine.jobs().enqueue(CHECK, "fail silently");
            engine.jobs().enqueue(CHECK, "fine, and nobody wants to know");
            engine.jobs().enqueue(SEND, "fail");
            engine.jobs().enqueue(SEND, "fine");
            run(engine, notifications, Duration.ofSeconds(10));

            assertThat(ops.titles()).containsExactly("[FAILURE] " + failure("fail"));
            assertThat(chat.titles()).containsExactly("Jobs: 1 success, 1 failure");
        }
    }

    private static String failure(String message) {
        return "send-invoice failed for good: io.github.steadwork.retry.PermanentException: " + message;
    }

    @Test
    void aStormIsOneMessageAndTheNextComesNoEarlierThanTheInterval() {
        Notifications notifications = notifications(
                NotificationRule.forEverything().on(Occasion.FAILURE).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            for (int i = 1; i <= 50; i++) {
                engine.jobs().enqueue(SEND, "fail " + i);
            }
            run(engine, notifications, Duration.ofSeconds(9));
            assertThat(ops.sent).as("still gathers").isEmpty();
            run(engine, notifications, Duration.ofSeconds(1));
            assertThat(ops.titles()).containsExactly("[FAILURE] " + failure("fail 50") + " (50 times)");

            engine.jobs().enqueue(SEND, "fail again");
            run(engine, notifications, Duration.ofMinutes(4));
            assertThat(ops.sent).as("less than the interval after the first").hasSize(1);
            run(engine, notifications, Duration.ofMinutes(1));
            assertThat(ops.titles())
                    .endsWith("[FAILURE] " + failure("fail again"))
                    .hasSize(2);
        }
    }

    @Test
    void whatComesWhileAMessageIsSentIsTheNextMessage() {
        Notifications notifications = notifications(
                NotificationRule.forEverything().on(Occasion.FAILURE).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            engine.jobs().enqueue(SEND, "fail first");
            engine.runDue();
            notifications.flush();
            ops.whileSending = () -> {
                ops.whileSending = () -> {};
                engine.tell(new JobEvent.ScheduleFailed("nightly", new IllegalStateException(), Duration.ZERO));
                engine.tell(new JobEvent.PipelineMoved("daily", "RUNNING", "FAILED", "second"));
                notifications.flush();
            };
            clock.advance(Duration.ofSeconds(10));
            engine.runDue();
            assertThat(ops.titles()).containsExactly("[FAILURE] " + failure("fail first"));

            clock.advance(Duration.ofMinutes(5));
            engine.runDue();
            assertThat(ops.titles()).endsWith("[FAILURE] pipeline daily is FAILED: second");
            assertThat(unfinishedDeliveries(engine)).isZero();
        }
    }

    private static long unfinishedDeliveries(JobEngine engine) {
        return engine.jobs().count(JobFilter.ALL.types("steadwork.notify").states(JobState.QUEUED, JobState.RUNNING));
    }

    @Test
    void aChannelThatIsDownIsTriedAgainAndGetsEverythingAtOnce() {
        Notifications notifications = notifications(
                NotificationRule.forEverything().on(Occasion.FAILURE).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            ops.down = true;
            engine.jobs().enqueue(SEND, "fail");
            run(engine, notifications, Duration.ofSeconds(10));
            engine.jobs().enqueue(CHECK, "fail too");
            run(engine, notifications, Duration.ofSeconds(1));
            assertThat(ops.tried).isNotEmpty();
            assertThat(ops.sent).isEmpty();

            ops.down = false;
            run(engine, notifications, Duration.ofMinutes(1));
            assertThat(ops.titles()).containsExactly("Jobs: 2 failure");
            assertThat(engine.jobs().count(JobFilter.ALL.types("steadwork.notify")))
                    .as("its own failures are not told")
                    .isEqualTo(1);
        }
    }

    @Test
    void aRepeatOfTheSameHasTheSameIdAndMoreOfItHasAnother() {
        Notifications notifications = notifications(
                NotificationRule.forEverything().on(Occasion.FAILURE).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            ops.down = true;
            engine.jobs().enqueue(SEND, "fail");
            run(engine, notifications, Duration.ofSeconds(10));
            run(engine, notifications, Duration.ofSeconds(20));
            engine.jobs().enqueue(SEND, "fail");
            run(engine, notifications, Duration.ofMinutes(1));

            assertThat(ops.tried).hasSizeGreaterThanOrEqualTo(3);
            assertThat(ops.tried.get(1).id()).isEqualTo(ops.tried.get(0).id());
            assertThat(ops.tried.get(2).id()).isNotEqualTo(ops.tried.get(1).id());
        }
    }

    @Test
    void aDeliveryThatSomebodyHasCancelledDoesNotSilenceItsChannel() {
        Notifications notifications = notifications(
                NotificationRule.forEverything().on(Occasion.FAILURE).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            engine.jobs().enqueue(SEND, "fail");
            engine.runDue();
            notifications.flush();
            engine.jobs().cancel(JobFilter.ALL.types("steadwork.notify"), "by mistake");

            engine.jobs().enqueue(CHECK, "fail");
            run(engine, notifications, Duration.ofSeconds(10));

            assertThat(ops.titles()).containsExactly("Jobs: 2 failure");
        }
    }

    @Test
    void aRecoveryIsToldOnceAfterTheFirstSuccess() {
        Notifications notifications = notifications(
                NotificationRule.forType(SEND).on(Occasion.RECOVERY).to("chat"));
        try (JobEngine engine = engine(notifications)) {
            engine.jobs().enqueue(SEND, "fine before");
            run(engine, notifications, Duration.ofSeconds(1));
            engine.jobs().enqueue(SEND, "fail");
            run(engine, notifications, Duration.ofSeconds(1));
            assertThat(chat.sent).isEmpty();

            engine.jobs().enqueue(SEND, "fine");
            run(engine, notifications, Duration.ofSeconds(1));
            engine.jobs().enqueue(SEND, "fine again");
            run(engine, notifications, Duration.ofSeconds(1));

            assertThat(chat.titles()).containsExactly("[RECOVERY] send-invoice has recovered");
        }
    }

    @Test
    void aRecoveryIsToldByWhicheverNodeSeesItAndByOneOnly() {
        NotificationRule rule =
                NotificationRule.forType(SEND).on(Occasion.RECOVERY).to("chat");
        Notifications one = notifications(rule);
        Notifications two = notifications(rule);
        try (JobEngine first = engine(one);
                JobEngine second = engine(two)) {
            first.jobs().enqueue(SEND, "fail");
            run(first, one, Duration.ofSeconds(1));
            second.jobs().enqueue(SEND, "fine");
            run(second, two, Duration.ofSeconds(1));
            first.jobs().enqueue(SEND, "fine too");
            run(first, one, Duration.ofSeconds(1));

            assertThat(chat.titles()).containsExactly("[RECOVERY] send-invoice has recovered");
        }
    }

    @Test
    void schedulesAndPipelinesAreTopicsToo() {
        Notifications notifications = notifications(
                NotificationRule.forSchedule("nightly")
                        .on(Occasion.DISABLED, Occasion.FAILURE, Occasion.ALARM)
                        .to("ops"),
                NotificationRule.forPipeline("daily")
                        .on(Occasion.FAILURE, Occasion.RECOVERY)
                        .to("ops"),
                NotificationRule.forEverything().on(Occasion.ALARM).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            engine.jobs().enqueue(JobRequest.of(SEND, "fail").header("schedule", "nightly"));
            engine.tell(new JobEvent.ScheduleDisabled("nightly", "it failed 5 times"));
            engine.tell(new JobEvent.ScheduleFailed("nightly", new IllegalStateException("no"), Duration.ZERO));
            engine.tell(new JobEvent.PipelineMoved("daily", "RUNNING", "FAILED", "no luck"));
            clock.advance(Duration.ofSeconds(1));
            engine.tell(new JobEvent.PipelineMoved("daily", "RUNNING", "FINISHED", "done"));
            engine.tell(new JobEvent.PipelineAlarm("two run at a time"));
            run(engine, notifications, Duration.ofSeconds(10));

            assertThat(ops.sent.get(0).notifications())
                    .extracting(one -> one.occasion() + " " + one.topic())
                    .containsExactlyInAnyOrder(
                            "DISABLED schedule:nightly",
                            "ALARM schedule:nightly",
                            "FAILURE pipeline:daily",
                            "ALARM system:pipelines",
                            "FAILURE schedule:nightly",
                            "RECOVERY pipeline:daily");
        }
    }

    @Test
    void alertsAreToldWhenTheyAreRaisedAndWhenTheyAreOver() {
        Notifications notifications = notifications(NotificationRule.forAlert("failure-rate")
                .on(Occasion.ALERT, Occasion.RECOVERY)
                .to("ops"));
        try (JobEngine engine = engine(notifications)) {
            for (String type : List.of("check", "send-invoice", "steadwork.notify")) {
                engine.tell(new JobEvent.AlertRaised(alert("failure-rate", type)));
            }
            engine.tell(new JobEvent.AlertRaised(alert("queue-age", "mail")));
            engine.tell(new JobEvent.AlertRecovered(alert("failure-rate", "check"), Duration.ofMinutes(3)));
            run(engine, notifications, Duration.ofSeconds(10));

            assertThat(ops.sent.get(0).notifications())
                    .extracting(one -> one.occasion() + ": " + one.summary())
                    .containsExactly(
                            "ALERT: CRITICAL failure-rate of check: half of them fail",
                            "ALERT: CRITICAL failure-rate of send-invoice: half of them fail",
                            "RECOVERY: failure-rate of check is over after PT3M");
        }
    }

    private Alert alert(String rule, String topic) {
        return new Alert(rule, topic, Alert.Severity.CRITICAL, "half of them fail", clock.instant());
    }

    @Test
    void circuitBreakersAreToldExceptThatOfDeliveries() {
        Notifications notifications = notifications(NotificationRule.forEverything()
                .on(Occasion.ALARM, Occasion.RECOVERY)
                .to("ops"));
        try (JobEngine engine = engine(notifications)) {
            engine.tell(new JobEvent.BreakerMoved("type send-invoice", "open", "9 of 10 failed"));
            engine.tell(new JobEvent.BreakerMoved("type steadwork.notify", "open", "9 of 10 failed"));
            engine.tell(new JobEvent.BreakerMoved("type send-invoice", "probing", "a minute is over"));
            engine.tell(new JobEvent.BreakerMoved("type send-invoice", "closed", "it works"));
            run(engine, notifications, Duration.ofSeconds(10));

            assertThat(ops.sent.get(0).notifications())
                    .extracting(one -> one.occasion() + ": " + one.summary())
                    .containsExactly(
                            "ALARM: circuit breaker of type send-invoice is open: 9 of 10 failed",
                            "RECOVERY: circuit breaker of type send-invoice is closed: it works");
        }
    }

    @Test
    void whatHappensJustBeforeTheEndIsStored() {
        Notifications notifications = notifications(
                NotificationRule.forEverything().on(Occasion.FAILURE).to("ops"));
        try (JobEngine engine = engine(notifications)) {
            engine.jobs().enqueue(SEND, "fail");
            engine.runDue();
        }
        clock.advance(Duration.ofSeconds(10));
        try (JobEngine next = engine(notifications())) {
            next.runDue();
        }

        assertThat(ops.titles()).containsExactly("[FAILURE] " + failure("fail"));
    }

    @Test
    void aMailboxIsBoundedAndSaysWhatItLeftOut() {
        Pile pile = Pile.EMPTY;
        for (int i = 0; i < Pile.MOST + 20; i++) {
            pile = pile.plus(Notification.of(
                    Occasion.FAILURE, new Topic(Topic.Kind.TYPE, "type-" + i), "failed", clock.instant()));
        }

        assertThat(pile.notifications()).hasSize(Pile.MOST);
        assertThat(pile.omitted()).isEqualTo(20);
        assertThat(new Digest("1", pile.notifications(), pile.omitted()).title())
                .isEqualTo("Jobs: 100 failure, and 20 more");
        assertThat(pile.minus(pile)).isEqualTo(Pile.EMPTY);
    }

    @Test
    void mistakesAreRefusedWhenBuilt() {
        assertThatThrownBy(() -> notifications(
                        NotificationRule.forEverything().on(Occasion.FAILURE).to("obs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'obs'")
                .hasMessageContaining("[chat, ops]");
        assertThatThrownBy(() -> notifications(NotificationRule.forEverything().to("ops")))
                .hasMessageContaining("says no occasion");
        assertThatThrownBy(() -> Notifications.builder().channel("ops", ops).channel("ops", chat))
                .hasMessageContaining("two channels 'ops'");
        assertThatThrownBy(() -> new DigestPolicy(Duration.ofSeconds(-1), Duration.ZERO))
                .hasMessageContaining("PT-1S");
        Notifications taken = notifications();
        try (JobEngine engine = engine(taken)) {
            assertThat(engine).isNotNull();
            assertThatThrownBy(() -> engine(taken)).isInstanceOf(IllegalStateException.class);
        }
    }
}
