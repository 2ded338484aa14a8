package io.github.steadwork.benchmarks;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import java.util.ArrayList;
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
final class MemoryBench {

    record Count(int value) {}

    private static final JobType<Count, Void> TYPE = JobType.of("count", Count.class);
    private static final int THREADS = 2;

    private MemoryBench() {}

    static void run(Rounds rounds, int jobs) throws Exception {
        List<Contender> contenders = List.of(
                new Executor("executor, linked queue", new LinkedBlockingQueue<>()),
                new Executor("executor, priority queue", new PriorityBlockingQueue<>()),
                new Steadwork("steadwork, one by one", 1),
                new Steadwork("steadwork, batches of 100", 100));
        Map<String, Rounds.Result> results = rounds.run(contenders, jobs);
        System.out.print(Rounds.table("In memory, " + jobs + " jobs, " + THREADS + " threads", results));
        double executor = median(results, "executor, priority queue");
        Bench.ratio("memory.drain", "executor", median(results, "steadwork, one by one") / executor);
        Bench.ratio("memory.drain-batch", "executor", median(results, "steadwork, batches of 100") / executor);
    }

    private static double median(Map<String, Rounds.Result> results, String name) {
        return results.getOrDefault(name, new Rounds.Result(List.of(Double.NaN)))
                .median();
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

    private record Executor(String name, BlockingQueue<Runnable> queue) implements Contender {
        @Override
        public long nanos(int jobs) throws Exception {
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
            return nanos;
        }
    }

    private record Steadwork(String name, int batch) implements Contender {
        @Override
        public long nanos(int jobs) throws Exception {
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
                enqueue(engine, jobs);
                ran.await();
                told.await();
                return System.nanoTime() - start;
            }
        }

        private void enqueue(JobEngine engine, int jobs) {
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
