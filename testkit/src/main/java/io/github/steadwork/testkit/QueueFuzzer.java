package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueDepth;
import io.github.steadwork.queue.ReclaimRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Lets many workers do random things to a backend at once: enqueue, claim, settle in every way, die and come back, settle
 * late, cancel, redrive, move the time. Afterwards the queue is drained, and every job must have ended, exactly as a ledger
 * of all accepted settlements says.
 *
 * <p>Threads make each run another one; the seed gives at least the same things to do.
 */
public final class QueueFuzzer {

    static final ReclaimRule RULE = new ReclaimRule(Duration.ofMinutes(5), 3, 1_000);

    private static final int MOST_ROUNDS = 10_000;

    private final TestedBackend tested;
    private final long seed;
    private final FuzzLedger ledger = new FuzzLedger();

    /** A fuzzer for this backend, whose time can be moved by many threads. */
    public QueueFuzzer(TestedBackend tested, long seed) {
        this.tested = tested;
        this.seed = seed;
    }

    /**
     * Runs, drains and compares.
     *
     * @param threads how many workers at once
     * @param steps how many things each of them does
     * @param longest when they stop at the latest, however many steps are left
     * @throws AssertionError with the seed, if the backend did what it must not
     */
    public void run(int threads, int steps, Duration longest) {
        try {
            work(threads, steps, longest);
            drain();
            compare();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("fuzz run with seed " + seed + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(int threads, int steps, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Queue<Throwable> problems = new ConcurrentLinkedQueue<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            FuzzWorker worker = new FuzzWorker(tested, ledger, i, seed + i);
            Thread thread = new Thread(() -> {
                for (int step = 0; step < steps && problems.isEmpty() && System.nanoTime() < end; step++) {
                    worker.step();
                }
            });
            thread.setUncaughtExceptionHandler((unused, problem) -> problems.add(problem));
            running.add(thread);
            thread.start();
        }
        for (Thread thread : running) {
            thread.join();
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.peek().toString(), problems.peek());
        }
    }

    private void drain() {
        QueueBackend queue = tested.queue();
        FuzzWorker last = null;
        int rounds = 0;
        while (unfinished() > 0) {
            assertThat(rounds++)
                    .as("rounds of draining, with %s unfinished", unfinished())
                    .isLessThan(MOST_ROUNDS);
            tested.time().advance(FuzzWorker.LONGEST_DELAY);
            queue.reclaim(RULE);
            while (queue.unblock(1_000) > 0) {
                // until nothing is left to move
            }
            last = new FuzzWorker(tested, ledger, -rounds, seed);
            while (last.drain() > 0) {
                // until nothing is due
            }
        }
        if (last != null) {
            last.leave();
        }
    }

    private long unfinished() {
        return tested.queue()
                .inspector()
                .count(JobFilter.ALL.states(JobState.WAITING, JobState.QUEUED, JobState.RUNNING));
    }

    private void compare() {
        for (JobId id : ledger.jobs()) {
            ledger.compare(tested.queue()
                    .inspector()
                    .find(id)
                    .orElseThrow(() -> new AssertionError("job " + id + " is lost")));
        }
        assertThat(tested.queue().inspector().count(JobFilter.ALL))
                .as("jobs stored in all")
                .isEqualTo(ledger.jobs().size());
        long counted = 0;
        for (QueueDepth depth : tested.queue().inspector().depths()) {
            for (JobState state : JobState.values()) {
                long found = tested.queue()
                        .inspector()
                        .count(JobFilter.ALL.queues(depth.queue()).states(state));
                assertThat(depth.count(state))
                        .as("%s in %s", state, depth.queue())
                        .isEqualTo(found);
                counted += found;
            }
        }
        assertThat(counted).as("jobs in all depths").isEqualTo(ledger.jobs().size());
    }
}
