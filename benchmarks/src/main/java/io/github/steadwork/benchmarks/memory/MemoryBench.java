package io.github.steadwork.benchmarks.memory;

import io.github.steadwork.benchmarks.peer.JobRunrPeer;
import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.QuartzPeer;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Report;
import io.github.steadwork.benchmarks.rounds.Results;
import io.github.steadwork.benchmarks.rounds.Rounds;
import io.github.steadwork.benchmarks.rounds.Sample;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The whole way of a job in memory (enqueue, claim, run, settle, listener; payloads as JSON) beside bare executors, which do
 * none of that but hand a task to a thread.
 */
public final class MemoryBench {

    record Count(int value) {}

    private static final JobType<Count, Void> TYPE = JobType.of("count", Count.class);
    private static final int THREADS = 2;
    private static final int BATCH = 100;
    private static final int QUARTZ_SHARE = 100;
    private static final int JOBRUNR_SHARE = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private MemoryBench() {}

    /** Measures; each framework has as many jobs as it gets done in about as long. */
    public static void run(boolean full, Report report) throws Exception {
        int jobs = full ? 1_000_000 : 300_000;
        List<Contender> contenders = List.of(
                new Executor("executor-linked", jobs, new LinkedBlockingQueue<>()),
                new Executor("executor", jobs, new PriorityBlockingQueue<>()),
                new Framework("quartz", jobs / QUARTZ_SHARE, QuartzPeer::inMemory),
                new Framework("jobrunr", jobs / JOBRUNR_SHARE, JobRunrPeer::inMemory),
                new Steadwork("steadwork", jobs, 1),
                new Steadwork("steadwork-batches", jobs, BATCH));
        Results results = new Rounds(full ? 3 : 2, full ? 11 : 5).run(contenders);
        report.table(
                "memory.drain: jobs enqueued one by one and worked off; steadwork-batches enqueues by " + BATCH,
                results);
        for (String peer : List.of("executor", "quartz", "jobrunr")) {
            report.ratio("memory.drain", peer, results.ratio(Figure.RATE, "steadwork", peer));
            report.ratio("memory.drain-batch", peer, results.ratio(Figure.RATE, "steadwork-batches", peer));
        }
    }

    /** A task for the executors, which has the place in a queue that a job has: by priority, then by arrival. */
    private record Task(int priority, long arrival, Runnable work) implements Runnable, Comparable<Task> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Task other) {
            int byPriority = Integer.compare(priority, other.priority);
            return byPriority == 0 ? Long.compare(arrival, other.arrival) : byPriority;
        }
    }

    private record Executor(String name, int jobs, BlockingQueue<Runnable> queue) implements Contender {
        @Override
        public Sample measure() throws Exception {
            ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, queue);
            executor.prestartAllCoreThreads();
            CountDownLatch done = new CountDownLatch(jobs);
            long start = System.nanoTime();
            for (int i = 0; i < jobs; i++) {
                executor.execute(new Task(1, i, done::countDown));
            }
            done.await();
            long nanos = System.nanoTime() - start;
            executor.shutdown();
            return Sample.rate(jobs, nanos);
        }
    }

    /** Opens a node that works. */
    @FunctionalInterface
    private interface Opening {
        Node open(Ledger ledger) throws Exception;
    }

    /** A framework that keeps its jobs in memory. */
    private record Framework(String name, int jobs, Opening opening) implements Contender {
        @Override
        public Sample measure() throws Exception {
            try (Ledger ledger = Ledger.create(jobs);
                    Node node = opening.open(ledger)) {
                long start = System.nanoTime();
                for (int i = 0; i < jobs; i++) {
                    node.enqueue(i);
                }
                ledger.await(jobs, start + PATIENCE.toNanos());
                Sample sample = Sample.rate(jobs, System.nanoTime() - start);
                ledger.verify(jobs);
                return sample;
            }
        }
    }

    private record Steadwork(String name, int jobs, int batch) implements Contender {
        @Override
        public Sample measure() throws Exception {
            CountDownLatch ran = new CountDownLatch(jobs);
            CountDownLatch told = new CountDownLatch(jobs);
            JobListener listener = event -> {
                if (event instanceof JobEvent.Succeeded) {
                    told.countDown();
                }
            };
            try (InMemoryJobQueue queue = new InMemoryJobQueue();
                    JobEngine engine = JobEngine.builder()
                            .config(JobConfig.builder()
                                    .set(JobSetting.WORKERS, THREADS)
                                    .set(JobSetting.LOG_LEVEL, "OFF")
                                    .build())
                            .queue(queue)
                            .listener(listener)
                            .register(TYPE, (number, context) -> {
                                ran.countDown();
                                return null;
                            })
                            .start()) {
                long start = System.nanoTime();
                enqueue(engine);
                ran.await();
                told.await();
                return Sample.rate(jobs, System.nanoTime() - start);
            }
        }

        private void enqueue(JobEngine engine) {
            if (batch == 1) {
                for (int i = 0; i < jobs; i++) {
                    engine.jobs().enqueue(TYPE, new Count(i));
                }
                return;
            }
            for (int i = 0; i < jobs; i += batch) {
                List<JobRequest<Count, Void>> requests = new ArrayList<>(batch);
                for (int j = i; j < Math.min(jobs, i + batch); j++) {
                    requests.add(JobRequest.of(TYPE, new Count(j)));
                }
                engine.jobs().enqueueAll(requests);
            }
        }
    }
}
