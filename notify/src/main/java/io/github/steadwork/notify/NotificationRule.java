package io.github.steadwork.notify;

import io.github.steadwork.job.JobType;
import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.channel.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told of what. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * NotificationRule.forSchedule("nightly-import").on(Occasion.FAILURE, Occasion.RECOVERY).to("ops-mail")
 * NotificationRule.forType("flaky-check").on(Occasion.FAILURE).to()    // nobody
 * NotificationRule.forEverything().on(Occasion.FAILURE, Occasion.DISABLED, Occasion.ALARM).to("ops-chat")
 * }</pre>
 *
 * <p>Of all rules, the first one decides that names the topic and the occasion. A job that a schedule has enqueued is a topic by
 * its schedule and by its type.
 */
public final class NotificationRule {

    private final Optional<Topic> topic;
    private final Set<Occasion> occasions;
    private final List<String> channels;

    private NotificationRule(Optional<Topic> topic, Set<Occasion> occasions, List<String> channels) {
        this.topic = topic;
        this.occasions = occasions;
        this.channels = channels;
    }

    /** For the jobs of this type. */
    public static NotificationRule forType(String type) {
        return of(Optional.of(new Topic(Topic.Kind.TYPE, type)));
    }

    /** For the jobs of this type. */
    public static NotificationRule forType(JobType<?, ?> type) {
        return forType(type.name());
    }

    /** For this schedule, and the jobs that it enqueues. */
    public static NotificationRule forSchedule(String schedule) {
        return of(Optional.of(new Topic(Topic.Kind.SCHEDULE, schedule)));
    }

    /** For this pipeline of an orchestrator. */
    public static NotificationRule forPipeline(String pipeline) {
        return of(Optional.of(new Topic(Topic.Kind.PIPELINE, pipeline)));
    }

    /** For the alerts of this rule, as {@code failure-rate}, or for one of them, as {@code failure-rate of send-invoice}. */
    public static NotificationRule forAlert(String alert) {
        return of(Optional.of(new Topic(Topic.Kind.ALERT, alert)));
    }

    /** For all that no earlier rule is for. */
    public static NotificationRule forEverything() {
        return of(Optional.empty());
    }

    private static NotificationRule of(Optional<Topic> topic) {
        return new NotificationRule(topic, Set.of(), List.of());
    }

    /** On these occasions; one or more. */
    public NotificationRule on(Occasion first, Occasion... more) {
        return new NotificationRule(topic, Set.copyOf(EnumSet.of(first, more)), channels);
    }

    /** Through the channels with these names; without any, nobody is told. */
    public NotificationRule to(String... channels) {
        return new NotificationRule(topic, occasions, List.of(channels));
    }

    /** Which of these topics the rule names; empty if none, or not on this occasion. */
    Optional<Topic> named(Occasion occasion, List<Topic> candidates) {
        if (!occasions.contains(occasion)) {
            return Optional.empty();
        }
        return topic.isEmpty() ? Optional.of(candidates.get(0)) : topic.filter(candidates::contains);
    }

    Set<Occasion> occasions() {
        return occasions;
    }

    List<String> channels() {
        return channels;
    }

    @Override
    public String toString() {
        return "for " + topic.map(Topic::toString).orElse("everything") + " on " + occasions + " to " + channels;
    }
}
