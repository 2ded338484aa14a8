package io.github.steadwork.datajobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.notify.Notifications;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.email.EmailChannel;
import io.github.steadwork.pipeline.data.CountsRows;
import io.github.steadwork.pipeline.data.RowCounts;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.ManualClock;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the recipients of a definition to the mail that they get. */
@SuppressWarnings("NullAway.Init") // set before each test
final class DataJobNotificationsTest {

    private static final JobType<String, Copied> READ = JobType.of("read", String.class, Copied.class);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryJobQueue backend = new InMemoryJobQueue(clock);
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<Digest> chat = new ArrayList<>();
    private volatile boolean broken = true;
    private JobEngine engine;

    record Copied(long added, long updated) implements CountsRows {
        @Override
        public RowCounts rowCounts() {
            return new RowCounts(added + updated, added, updated, 0, 0);
        }
    }

    private final class Reader extends BaseJob<String, Copied> {

        Reader() {
            super(READ);
        }

        @Override
        protected Copied execute(String what, JobContext context) {
            if (broken) {
                throw context.discard("no route to <b>" + what + "</b>");
            }
            return new Copied(7, 3);
        }
    }

    @BeforeEach
    void open() {
        mail.start();
        Notifications notifications = Notifications.builder()
                .channel("chat", (digest, secrets) -> chat.add(digest))
                .addresses(address -> EmailChannel.smtp("127.0.0.1")
                        .port(mail.getSmtp().getPort())
                        .security(EmailChannel.Security.NONE)
                        .from("jobs@example.com")
                        .to(address)
                        .build())
                .clock(clock)
                .build();
        DataJobs dataJobs = DataJobs.on(backend)
                .reader(new Reader())
                .notifier(DataJobNotifications.through(notifications))
                .build();
        engine = dataJobs.addTo(JobEngine.builder().queue(backend).with(notifications))
                .build();
    }

    @AfterEach
    void close() {
        engine.close();
        backend.close();
        mail.stop();
    }

    private JobId run(String... recipients) {
        DataJob job = DataJob.of("orders", DataJobContract.NIGHTLY, DataJobSource.of("shop", READ, "shop"))
                .maxRetries(0)
                .notifying(Notification.of(
                        Set.of(Notification.Occasion.FAILURE, Notification.Occasion.RECOVERY), recipients));
        JobId id = engine.jobs().enqueue(job.asRequest()).id();
        for (int i = 0; i < 6; i++) { // the run, its notice with retries, the delivery
            engine.runDue();
            clock.advance(Duration.ofMinutes(10));
        }
        return id;
    }

    @Test
    void thoseWhomTheDefinitionNamesAreToldOfFailureAndRecovery() throws Exception {
        run("ann@example.org", "chat", "Bob <bob@example.org>");
        broken = false;
        run("ann@example.org", "chat", "Bob <bob@example.org>");
        run("ann@example.org", "chat", "Bob <bob@example.org>");

        assertThat(mail.getReceivedMessages()).hasSize(4);
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            if (message.getRecipients(Message.RecipientType.TO)[0].toString().contains("ann@")) {
                subjects.add(message.getSubject());
            }
        }
        assertThat(subjects).hasSize(2);
        assertThat(subjects.get(0)).startsWith("[FAILURE] data job orders is FAILED after 0 s, 0 rows: ");
        assertThat(subjects.get(1))
                .isEqualTo("[RECOVERY] data job orders is SUCCESS after 0 s, 10 rows: 7 added, 3 updated, 0 failed,"
                        + " 0 skipped");
        assertThat(chat).hasSize(2);
        assertThat(chat.get(0).notifications().get(0).detail()).contains("shop FAILED, 0 rows");
    }

    @Test
    void aRecipientThatIsNoneFailsTheNoticeAndNotTheRun() {
        broken = false;
        JobId run = run("pager");
        assertThat(engine.jobs().find(run).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        broken = true;
        run("chat", "pager");

        assertThat(chat).as("nobody is told where one is unknown").isEmpty();
        JobFilter failed = JobFilter.ALL.types("data-job-notice").states(JobState.FAILED);
        assertThat(backend.inspector().list(failed, Optional.empty(), 5))
                .singleElement()
                .satisfies(notice -> assertThat(notice.error().orElseThrow().message())
                        .isEqualTo("recipient is 'pager', allowed are the channels [chat] and e-mail addresses"));
    }
}
