package io.github.steadwork.notify;

import io.github.steadwork.event.Alert;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.notify.channel.Notification;
import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.channel.Topic;
import io.github.steadwork.queue.JobRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Hears what happens and notes what somebody is to be told. It writes nothing and waits for nobody. What becomes of deliveries it
 * leaves to the log: a notification about a notification that cannot be sent would not end.
 */
final class Reporter implements JobListener {

    /** As the scheduler writes it. */
    private static final String SCHEDULE_HEADER = "schedule";

    private final Rules rules;
    private final Outbox outbox;
    private final Recoveries recoveries;
    private final InstantSource clock;
    private final Wake wake;

    /** Whom to wake when something is noted. */
    interface Wake {
        /** There is something to be told. */
        void forOutbox();

        /** Something has failed or succeeded whose recovery somebody is to be told. */
        void forRecoveries();
    }

    Reporter(Rules rules, Outbox outbox, Recoveries recoveries, InstantSource clock, Wake wake) {
        this.rules = rules;
        this.outbox = outbox;
        this.recoveries = recoveries;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.OfJob ofJob) {
            if (!ofJob.type().equals(DeliveryJob.TYPE.name())) {
                onJob(ofJob);
            }
        } else if (event instanceof JobEvent.OfSchedule ofSchedule) {
            onSchedule(ofSchedule);
        } else if (event instanceof JobEvent.PipelineMoved moved) {
            onPipeline(moved);
        } else if (event instanceof JobEvent.BreakerMoved moved) {
            onBreaker(moved);
        } else if (event instanceof JobEvent.PipelineAlarm alarm) {
            tell(Occasion.ALARM, List.of(new Topic(Topic.Kind.SYSTEM, "pipelines")), "pipelines: " + alarm.what());
        } else if (event instanceof JobEvent.AlertRaised raised) {
            Alert alert = raised.alert();
            onAlert(Occasion.ALERT, alert, alert.severity() + " " + alert.name() + ": " + alert.message());
        } else if (event instanceof JobEvent.AlertRecovered recovered) {
            Alert alert = recovered.alert();
            onAlert(Occasion.RECOVERY, alert, alert.name() + " is over after " + recovered.lasted());
        }
    }

    private void onJob(JobEvent.OfJob event) {
        if (event instanceof JobEvent.Succeeded succeeded) {
            onSuccess(succeeded);
        } else if (event instanceof JobEvent.Failed failed) {
            onFailure(failed);
        } else if (event instanceof JobEvent.Reclaimed reclaimed && reclaimed.parked()) {
            List<Topic> topics = List.of(new Topic(Topic.Kind.TYPE, reclaimed.type()));
            String summary = reclaimed.type() + " has taken down too many workers and is parked as FAILED";
            tell(Occasion.FAILURE, topics, summary, "", reclaimed.id().toString());
            failed(topics, clock.instant());
        }
    }

    private void onSuccess(JobEvent.Succeeded event) {
        if (rules.mention(Occasion.SUCCESS) || rules.mention(Occasion.RECOVERY)) {
            List<Topic> topics = topics(event.job());
            String summary = event.type() + " succeeded after " + event.ran();
            tell(Occasion.SUCCESS, topics, summary, "", event.id().toString());
            succeeded(topics, began(event.job()));
        }
    }

    private void onFailure(JobEvent.Failed event) {
        List<Topic> topics = topics(event.job());
        String summary = event.type() + " failed for good: " + event.error();
        String detail = event.error().stack();
        tell(Occasion.FAILURE, topics, summary, detail, event.id().toString());
        failed(topics, began(event.job()));
    }

    private void onSchedule(JobEvent.OfSchedule event) {
        List<Topic> topics = List.of(new Topic(Topic.Kind.SCHEDULE, event.schedule()));
        String name = "schedule " + event.schedule();
        if (event instanceof JobEvent.ScheduleDisabled disabled) {
            tell(Occasion.DISABLED, topics, name + " has disabled itself: " + disabled.why());
        } else if (event instanceof JobEvent.ScheduleFailed failed) {
            tell(Occasion.ALARM, topics, name + " could not be fired: " + failed.error());
        }
    }

    private void onPipeline(JobEvent.PipelineMoved event) {
        List<Topic> topics = List.of(new Topic(Topic.Kind.PIPELINE, event.pipeline()));
        String summary = "pipeline " + event.pipeline() + " is " + event.to() + ": " + event.why();
        if (event.to().equals("FAILED")) {
            tell(Occasion.FAILURE, topics, summary);
            failed(topics, clock.instant());
        } else if (event.to().equals("FINISHED")) {
            tell(Occasion.SUCCESS, topics, summary);
            succeeded(topics, clock.instant());
        }
    }

    private void onBreaker(JobEvent.BreakerMoved event) {
        List<Topic> topics = List.of(new Topic(Topic.Kind.SYSTEM, "breaker of " + event.name()));
        if (event.name().endsWith(DeliveryJob.TYPE.name())) {
            return;
        }
        if (event.to().equals("open")) {
            tell(Occasion.ALARM, topics, "circuit breaker of " + event.name() + " is open: " + event.why());
        } else if (event.to().equals("closed")) {
            tell(Occasion.RECOVERY, topics, "circuit breaker of " + event.name() + " is closed: " + event.why());
        }
    }

    /** A rule may name all alerts of their kind; what is told is told of this one. */
    private void onAlert(Occasion occasion, Alert alert, String summary) {
        if (!alert.subject().equals(DeliveryJob.TYPE.name())) {
            Topic one = new Topic(Topic.Kind.ALERT, alert.name());
            Topic kind = new Topic(Topic.Kind.ALERT, alert.rule());
            rules.match(occasion, List.of(one, kind)).ifPresent(match -> {
                outbox.add(match.channels(), Notification.of(occasion, one, summary, clock.instant()));
                wake.forOutbox();
            });
        }
    }

    /** Tells of what has failed before. */
    void recovered(Topic topic) {
        tell(Occasion.RECOVERY, List.of(topic), topic.name() + " has recovered");
    }

    private void tell(Occasion occasion, List<Topic> topics, String summary) {
        tell(occasion, topics, summary, "", "");
    }

    private void tell(Occasion occasion, List<Topic> topics, String summary, String detail, String job) {
        rules.match(occasion, topics).ifPresent(match -> {
            Notification told = Notification.of(occasion, match.topic(), summary, clock.instant())
                    .detail(detail);
            outbox.add(match.channels(), job.isEmpty() ? told : told.job(job));
            wake.forOutbox();
        });
    }

    private void failed(List<Topic> topics, Instant began) {
        rules.match(Occasion.RECOVERY, topics).ifPresent(match -> {
            recoveries.failed(match.topic(), began);
            wake.forRecoveries();
        });
    }

    private void succeeded(List<Topic> topics, Instant began) {
        rules.match(Occasion.RECOVERY, topics).ifPresent(match -> {
            recoveries.succeeded(match.topic(), began);
            wake.forRecoveries();
        });
    }

    private static List<Topic> topics(JobRecord job) {
        Topic type = new Topic(Topic.Kind.TYPE, job.request().type());
        return Optional.ofNullable(job.request().headers().get(SCHEDULE_HEADER))
                .map(schedule -> List.of(new Topic(Topic.Kind.SCHEDULE, schedule), type))
                .orElse(List.of(type));
    }

    /** By the clock of the backend, so that it can be compared across nodes. */
    private static Instant began(JobRecord job) {
        return Objects.requireNonNull(job.lease().orElseThrow().claimedAt());
    }
}
