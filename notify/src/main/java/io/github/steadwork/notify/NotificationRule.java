package io.github.steadwork.notify;

import io.github.steadwork.job.JobType;
import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.channel.Subject;
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
 * <p>Of all rules, the first one decides that names the subject and the occasion. A job that a schedule has enqueued is a subject by
 * its schedule and by its type.
 */
public final class NotificationRule {

    private final Optional<Subject> subject;
    private final Set<Occasion> occasions;
    private final List<String> channels;

    private NotificationRule(Optional<Subject> subject, Set<Occasion> occasions, List<String> channels) {
        this.subject = subject;
        this.occasions = occasions;
        this.channels = channels;
    }

    /** For the jobs of this type. */
    public static NotificationRule forType(String type) {
        return of(Optional.of(new Subject(Subject.Kind.TYPE, type)));
    }

    /** For the jobs of this type. */
    public static NotificationRule forType(JobType<?, ?> type) {
        return forType(type.name());
    }

    /** For this schedule, and the jobs that it enqueues. */
    public static NotificationRule forSchedule(String schedule) {
        return of(Optional.of(new Subject(Subject.Kind.SCHEDULE, schedule)));
    }

    /** For this pipeline of an orchestrator. */
    public static NotificationRule forPipeline(String pipeline) {
        return of(Optional.of(new Subject(Subject.Kind.PIPELINE, pipeline)));
    }

    /** For the alerts of this rule, as {@code failure-rate}, or for one of them, as {@code failure-rate of send-invoice}. */
    public static NotificationRule forAlert(String alert) {
        return of(Optional.of(new Subject(Subject.Kind.ALERT, alert)));
    }

    /** For all that no earlier rule is for. */
    public static NotificationRule forEverything() {
        return of(Optional.empty());
    }

    private static NotificationRule of(Optional<Subject> subject) {
        return new NotificationRule(subject, Set.of(), List.of());
    }

    /** On these occasions; one or more. */
    public NotificationRule on(Occasion first, Occasion... more) {
        return new NotificationRule(subject, Set.copyOf(EnumSet.of(first, more)), channels);
    }

    /** Through the channels with these names; without any, nobody is told. */
    public NotificationRule to(String... channels) {
        return new NotificationRule(subject, occasions, List.of(channels));
    }

    /** Which of these subjects the rule names; empty if none, or not on this occasion. */
    Optional<Subject> named(Occasion occasion, List<Subject> candidates) {
        if (!occasions.contains(occasion)) {
            return Optional.empty();
        }
        return subject.isEmpty() ? Optional.of(candidates.get(0)) : subject.filter(candidates::contains);
    }

    Set<Occasion> occasions() {
        return occasions;
    }

    List<String> channels() {
        return channels;
    }

    @Override
    public String toString() {
        return "for " + subject.map(Subject::toString).orElse("everything") + " on " + occasions + " to " + channels;
    }
}
