package io.github.steadwork.datajobs;

import io.github.steadwork.notify.Notifications;
import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.channel.Topic;
import io.github.steadwork.pipeline.data.RowCounts;
import io.github.steadwork.retry.PermanentException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells the recipients that a data job names, through {@link Notifications}: a recipient is the name of a channel, or an e-mail address
 * where the notifications know how to write to one. For who has {@code steadwork-notify} on the class path.
 *
 * <pre>{@code
 * DataJobs.on(backend).notifier(DataJobNotifications.through(notifications)).reader(new FileIngestionJob()).build();
 * }</pre>
 *
 * <p>A recipient that is neither fails the notice of the run, not the run. A recovery is told as that and not also as a success.
 */
public final class DataJobNotifications implements DataJobNotifier {

    private final Notifications notifications;

    private DataJobNotifications(Notifications notifications) {
        this.notifications = notifications;
    }

    /** Through these, which are those of the engine. */
    public static DataJobNotifications through(Notifications notifications) {
        return new DataJobNotifications(notifications);
    }

    @Override
    public void tell(DataJobRun run, Set<Notification.Occasion> occasions) {
        var told = io.github.steadwork.notify.channel.Notification.of(
                        occasion(occasions),
                        new Topic(Topic.Kind.SCHEDULE, run.job().name()),
                        summary(run),
                        run.finishedAt().orElse(run.enqueuedAt()))
                .detail(run.sources().stream().map(DataJobNotifications::line).collect(Collectors.joining("\n")))
                .job(run.id().toString());
        try {
            notifications.tell(run.job().notification().recipients(), told);
        } catch (IllegalArgumentException noRecipient) {
            throw new PermanentException(String.valueOf(noRecipient.getMessage()), noRecipient);
        }
    }

    private static Occasion occasion(Set<Notification.Occasion> occasions) {
        if (occasions.contains(Notification.Occasion.RECOVERY)) {
            return Occasion.RECOVERY;
        } else if (occasions.contains(Notification.Occasion.FAILURE)) {
            return Occasion.FAILURE;
        }
        return occasions.contains(Notification.Occasion.CANCELLATION) ? Occasion.CANCELLATION : Occasion.SUCCESS;
    }

    private static String summary(DataJobRun run) {
        String after = run.duration()
                .map(length -> " after " + length.toSeconds() + " s")
                .orElse("");
        String why = run.message().isEmpty() ? "" : ": " + run.message();
        return "data job " + run.job().name() + " is " + run.status() + after + ", " + counts(run.rows()) + why;
    }

    private static String line(SourceRun source) {
        String why = source.message().isEmpty() ? "" : ": " + source.message();
        return source.name() + " " + source.status() + ", " + counts(source.rows()) + why;
    }

    private static String counts(RowCounts rows) {
        return rows.processed() + " rows: " + rows.added() + " added, " + rows.updated() + " updated, " + rows.failed()
                + " failed, " + rows.skipped() + " skipped";
    }
}
