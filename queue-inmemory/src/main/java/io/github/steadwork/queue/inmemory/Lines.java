package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.RunLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest lines of all jobs, up to a bound; a job's lines go with the oldest of all. */
final class Lines implements RunLog {

    private final Gate gate;
    private final int bound;
    private final Deque<JobId> order = new ArrayDeque<>();
    private final Map<JobId, Deque<Stored>> byJob = new HashMap<>();
    private long sequence;

    /** With a gate of its own: lines are not part of any move. */
    Lines(Gate gate, int bound) {
        this.gate = gate;
        this.bound = bound;
    }

    @Override
    public void append(List<Line> lines) {
        gate.run(now -> {
            for (Line line : lines) {
                sequence++;
                order.add(line.job());
                byJob.computeIfAbsent(line.job(), unused -> new ArrayDeque<>()).add(new Stored(sequence, now, line));
            }
            while (order.size() > bound) {
                dropOldestOf(order.remove());
            }
        });
    }

    @Override
    public List<Stored> read(JobId job, long afterSequence, int limit) {
        return gate.call(now -> {
            List<Stored> found = new ArrayList<>();
            for (Stored line : byJob.getOrDefault(job, new ArrayDeque<>())) {
                if (line.sequence() > afterSequence && found.size() < limit) {
                    found.add(line);
                }
            }
            return found;
        });
    }

    private void dropOldestOf(JobId job) {
        byJob.computeIfPresent(job, (id, lines) -> {
            lines.poll();
            return lines.isEmpty() ? null : lines;
        });
    }
}
