package io.github.steadwork.engine;

import io.github.steadwork.queue.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Takes what running jobs say and stores it in batches, on another thread: a job that logs waits for nothing. What comes faster
 * than it can be stored is left out beyond a bound, and counted.
 */
final class RunLogWriter {

    private static final int MOST_PENDING = 20_000;
    private static final int LARGEST_BATCH = 1_000;

    private final RunLog runLog;
    private final LinkedBlockingQueue<RunLog.Line> pending = new LinkedBlockingQueue<>(MOST_PENDING);

    /** What was not stored at the last try; it is what the next one begins with. */
    private List<RunLog.Line> inHand = List.of();

    RunLogWriter(RunLog runLog) {
        this.runLog = runLog;
    }

    /** False if it is left out, because too much is pending. */
    boolean add(RunLog.Line line) {
        return pending.offer(line);
    }

    /** Stores what has come. */
    synchronized void flush() {
        if (inHand.isEmpty()) {
            inHand = next();
        }
        while (!inHand.isEmpty()) {
            runLog.append(inHand);
            inHand = next();
        }
    }

    private List<RunLog.Line> next() {
        List<RunLog.Line> batch = new ArrayList<>();
        pending.drainTo(batch, LARGEST_BATCH);
        return batch;
    }
}
