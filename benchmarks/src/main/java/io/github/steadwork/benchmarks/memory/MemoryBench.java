package io.github.steadwork.benchmarks.memory;

import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Figure;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private MemoryBench() {}

    /** Measures, prints the table, and gives the ratios. */
    public static Map<String, Double> run(boolean full) throws Exception {
        int jobs = full ? 1_000_000 : 300_000;
        List<Contender> contenders = List.of(
                new Executor("executor-linked", jobs, new LinkedBlockingQueue<>()),
                new Executor("executor", jobs, new PriorityBlockingQueue<>()),
                new Steadwork("steadwork", jobs, 1),
                new Steadwork("steadwork-batches", jobs, BATCH));
        Results results = new Rounds(3, full ? 11 : 5).run(contenders);
        results.print(
                "memory.drain: " + jobs + " jobs, " + THREADS + " threads; steadwork-batches enqueues by " + BATCH);
        Map<String, Double> ratios = new LinkedHashMap<>();
        results.ratio(ratios, "memory.drain", "executor", Figure.RATE, "steadwork", "executor");
        results.ratio(ratios, "memory.drain-batch", "executor", Figure.RATE, "steadwork-batches", "executor");
        return ratios;
    }

    /** A task with a priority, for the executors. */
    private record Task(int priority, Runnable work) implements Runnable, Comparable<Task> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Task other) {
            return Integer.compare(priority, other.priority);
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
                executor.execute(new Task(1, done::countDown));
            }
            done.await();
            long nanos = System.nanoTime() - start;
            executor.shutdown();
            return Sample.rate(jobs, nanos);
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
