package io.github.steadwork.notify.channel;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody is told: one thing that has happened, once or several times. What happens again to the same topic is counted, not
 * listed.
 *
 * @param occasion why
 * @param topic about what
 * @param summary the last of it in one line of {@value #LONGEST_SUMMARY} characters at most
 * @param detail more of it, as a stack trace, in {@value #LONGEST_DETAIL} characters at most; may be empty
 * @param job the id of the last job that it happened to
 * @param since when it happened first
 * @param until when it happened last
 * @param count how often, 1 or more
 */
public record Notification(
        Occasion occasion,
        Topic topic,
        String summary,
        String detail,
        Optional<String> job,
        Instant since,
        Instant until,
        long count) {

    /** How long a summary can be. */
    public static final int LONGEST_SUMMARY = 300;

    /** How long the detail can be. */
    public static final int LONGEST_DETAIL = 2_000;

    /** Makes foreign text harmless and cuts off what is too long. */
    public Notification {
        Objects.requireNonNull(occasion, "occasion");
        Objects.requireNonNull(topic, "topic");
        summary = CleanText.line(summary, LONGEST_SUMMARY);
        detail = CleanText.lines(detail, LONGEST_DETAIL);
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", allowed is 1 or more");
        }
    }

    /** What has happened once. */
    public static Notification of(Occasion occasion, Topic topic, String summary, Instant at) {
        return new Notification(occasion, topic, summary, "", Optional.empty(), at, at, 1);
    }

    /** The same with more of it. */
    public Notification detail(String detail) {
        return new Notification(occasion, topic, summary, detail, job, since, until, count);
    }

    /** The same with the job that it happened to. */
    public Notification job(String id) {
        return new Notification(occasion, topic, summary, detail, Optional.of(id), since, until, count);
    }

    /** Whether this is the same happening to the same topic. */
    public boolean isRepeatedBy(Notification other) {
        return occasion == other.occasion && topic.equals(other.topic);
    }

    /** Both as one, told in the words of the newer one. */
    public Notification and(Notification newer) {
        return new Notification(
                occasion, topic, newer.summary, newer.detail, newer.job, since, newer.until, count + newer.count);
    }

    /** What is left of this when so much of it has been told; empty if nothing. */
    public Optional<Notification> without(Notification told) {
        return count <= told.count
                ? Optional.empty()
                : Optional.of(
                        new Notification(occasion, topic, summary, detail, job, told.until, until, count - told.count));
    }
}
