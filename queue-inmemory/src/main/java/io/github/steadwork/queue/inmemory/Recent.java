package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.QueueStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The jobs that ended last, summed up by queue. */
final class Recent {

    private static final int MOST = 10_000;

    private final Map<String, Sum> sums = new TreeMap<>();
    private Instant from;

    private Recent(Instant from) {
        this.from = from;
    }

    /** Of those that ended at this instant or later, the last so many. */
    static Recent of(History history, Instant from) {
        Recent recent = new Recent(from);
        Entry done = history.listOf(JobState.SUCCEEDED).last();
        Entry failed = history.listOf(JobState.FAILED).last();
        for (int i = 0; i < MOST; i++) {
            Entry newest = newer(done, failed);
            if (newest == null || endOf(newest).isBefore(from)) {
                return recent;
            }
            recent.add(newest);
            done = newest == done ? done.previous : done;
            failed = newest == failed ? failed.previous : failed;
        }
        recent.from = recent.sums.values().stream()
                .map(sum -> sum.oldest)
                .min(Instant::compareTo)
                .orElse(from);
        return recent;
    }

    private static @Nullable Entry newer(@Nullable Entry one, @Nullable Entry other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return endOf(other).isAfter(endOf(one)) ? other : one;
    }

    private static Instant endOf(Entry entry) {
        return entry.finishedAt == null ? Instant.MAX : entry.finishedAt;
    }

    private void add(Entry entry) {
        sums.computeIfAbsent(entry.request.queue(), queue -> new Sum(endOf(entry)))
                .add(entry);
    }

    List<QueueStatistics> statistics(Instant now) {
        Duration length = Duration.between(from, now);
        return sums.entrySet().stream()
                .map(sum -> sum.getValue().told(sum.getKey(), length))
                .toList();
    }

    private static final class Sum {

        private Instant oldest;
        private long ended;
        private long failed;
        private long cancelled;
        private long retries;
        private long claimed;
        private Duration waited = Duration.ZERO;

        Sum(Instant newest) {
            this.oldest = newest;
        }

        void add(Entry entry) {
            oldest = endOf(entry);
            ended++;
            failed += entry.state == JobState.FAILED ? 1 : 0;
            cancelled += entry.state == JobState.CANCELLED ? 1 : 0;
            retries += entry.retriesUsed;
            entry.waited().ifPresent(wait -> {
                claimed++;
                waited = waited.plus(wait);
            });
        }

        QueueStatistics told(String queue, Duration length) {
            Duration average = claimed == 0 ? Duration.ZERO : waited.dividedBy(claimed);
            return QueueStatistics.over(length, queue, ended, failed, cancelled, retries, average);
        }
    }
}
