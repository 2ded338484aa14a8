package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.QueueStatistics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The jobs that ended last, summed up by queue. The index of when jobs ended is read backwards, so far and no further. */
final class Recent {

    private static final int MOST = 10_000;

    private Recent() {}

    private record Heap(
            String queue, JobState state, long jobs, long retries, long claimed, long waited, long oldest) {}

    static List<QueueStatistics> statistics(Session session, Duration window) throws SQLException {
        long now = session.now();
        List<Heap> heaps = heaps(session, now - Micros.of(window));
        boolean cut = heaps.stream().mapToLong(Heap::jobs).sum() >= MOST;
        long oldest = heaps.stream().mapToLong(Heap::oldest).min().orElse(now);
        Duration length = cut ? Micros.length(Math.max(0, now - oldest)) : window;
        Map<String, Sum> sums = new TreeMap<>();
        heaps.forEach(
                heap -> sums.computeIfAbsent(heap.queue, queue -> new Sum()).add(heap));
        return sums.entrySet().stream()
                .map(sum -> sum.getValue().told(sum.getKey(), length))
                .toList();
    }

    private static List<Heap> heaps(Session session, long from) throws SQLException {
        return session.query(
                """
                SELECT queue, state, count(*), sum(retries_used), count(worker),
                    sum(CASE WHEN worker IS NOT NULL AND claimed_at > run_at THEN claimed_at - run_at ELSE 0 END),
                    min(finished_at)
                FROM (SELECT queue, state, retries_used, worker, claimed_at, run_at, finished_at FROM ${p}ended
                    WHERE finished_at >= ? ORDER BY finished_at DESC LIMIT ?) recent
                GROUP BY queue, state""",
                statement -> {
                    statement.setLong(1, from);
                    statement.setInt(2, MOST);
                },
                row -> new Heap(
                        row.getString(1),
                        Codes.state(row.getInt(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)));
    }

    private static final class Sum {

        private long ended;
        private long failed;
        private long cancelled;
        private long retries;
        private long claimed;
        private long waited;

        void add(Heap heap) {
            ended += heap.jobs;
            failed += heap.state == JobState.FAILED ? heap.jobs : 0;
            cancelled += heap.state == JobState.CANCELLED ? heap.jobs : 0;
            retries += heap.retries;
            claimed += heap.claimed;
            waited += heap.waited;
        }

        QueueStatistics told(String queue, Duration length) {
            Duration average = claimed == 0 ? Duration.ZERO : Micros.length(waited / claimed);
            return QueueStatistics.over(length, queue, ended, failed, cancelled, retries, average);
        }
    }
}
