package io.github.steadwork.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.Notification;
import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.email.EmailChannel;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.scheduler.Schedules;
import io.github.steadwork.scheduler.firing.JobSchedule;
import io.github.steadwork.scheduler.firing.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several nodes on one database. */
@Timeout(60)
final class SharedMailboxTest {

    private static final JobType<Integer, Void> FAILS = JobType.of("fails", Integer.class);

    private JdbcJobQueue backend;

    @BeforeEach
    void open() {
        backend = JdbcJobQueue.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private JobEngine.Builder node(Notifications notifications) {
        return JobEngine.builder().queue(backend).with(notifications).register(FAILS, (number, context) -> {
            throw new PermanentException("number " + number);
        });
    }

    @Test
    void whatFailedOnANodeThatIsGoneIsMailedByAnother() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            Notifications lost = mailing(mail);
            JobEngine gone = node(lost).build(); // and never closed
            try (Scheduler scheduler = Scheduler.on(gone)
                    .declare(JobSchedule.of(
                            "nightly", Schedules.interval(Duration.ofDays(365)), JobRequest.of(FAILS, 17)))
                    .start()) {
                scheduler.trigger("nightly");
            }
            gone.runNext();
            lost.flush();
            assertThat(mail.getReceivedMessages()).isEmpty();

            try (JobEngine other = node(mailing(mail)).build()) {
                other.runDue();
            }

            assertThat(mail.getReceivedMessages()).hasSize(1);
            assertThat(mail.getReceivedMessages()[0].getSubject())
                    .isEqualTo("[FAILURE] fails failed for good: "
                            + "io.github.steadwork.retry.PermanentException: number 17");
        } finally {
            mail.stop();
        }
    }

    private static Notifications mailing(GreenMail mail) {
        return Notifications.builder()
                .channel(
                        "ops",
                        EmailChannel.smtp("127.0.0.1")
                                .port(mail.getSmtp().getPort())
                                .security(EmailChannel.Security.NONE)
                                .from("jobs@example.com")
                                .to("ops@example.com")
                                .build(),
                        DigestPolicy.IMMEDIATE)
                .rule(NotificationRule.forSchedule("nightly")
                        .on(Occasion.FAILURE)
                        .to("ops"))
                .build();
    }

    @Test
    void nothingIsLostNorToldTwiceWhereNodesFillAMailboxThatOthersEmpty() throws Exception {
        int failures = 300;
        CountDownLatch untold = new CountDownLatch(failures);
        RecordingChannel first = new RecordingChannel();
        RecordingChannel second = new RecordingChannel();

        try (JobEngine one = node(counting(first, untold)).start();
                JobEngine two = node(counting(second, untold)).start()) {
            one.jobs()
                    .enqueueAll(IntStream.range(0, failures)
                            .mapToObj(number -> JobRequest.of(FAILS, number))
                            .toList());
            assertThat(untold.await(40, TimeUnit.SECONDS)).as("all were told").isTrue();
            assertThat(two).isNotNull();
        }

        assertThat(told(first.sent) + told(second.sent)).isEqualTo(failures);
    }

    private static Notifications counting(RecordingChannel channel, CountDownLatch untold) {
        return Notifications.builder()
                .channel(
                        "ops",
                        (digest, secrets) -> {
                            channel.send(digest, secrets);
                            for (long i = 0; i < told(List.of(digest)); i++) {
                                untold.countDown();
                            }
                        },
                        DigestPolicy.IMMEDIATE)
                .rule(NotificationRule.forEverything().on(Occasion.FAILURE).to("ops"))
                .build();
    }

    private static long told(List<Digest> digests) {
        return digests.stream()
                .flatMap(digest -> digest.notifications().stream())
                .mapToLong(Notification::count)
                .sum();
    }
}
