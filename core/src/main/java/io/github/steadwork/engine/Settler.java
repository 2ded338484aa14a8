package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobQueue;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Stores outcomes in batches: whatever has come together while the last batch was written goes into the next. A job that
 * comes alone waits for nothing; under load one write serves many jobs, as {@link Pace} says.
 *
 * <p>What the backend does not take is kept and tried again, and nothing is dropped while the process lives: memory is
 * bounded because workers have to wait when too much has piled up. An outcome that the backend refuses as such becomes a
 * failure that says so, and never keeps the others from being stored.
 */
final class Settler {

    /** The name of the error of an outcome that the backend refused as such. */
    private static final String UNFIT = "unfit-outcome";

    private static final int LARGEST_BATCH = 1_000;
    private static final int MOST_PENDING = 10_000;

    /** So many need no more company. */
    private static final int COMPANY = 100;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final long FIRST_PAUSE_NANOS = FIRST_PAUSE.toNanos();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final JobQueue queue;
    private final JobListener listener;
    private final BiConsumer<List<Ended>, SettleReport> stored;
    private final Mailbox<Ended> pending = new Mailbox<>(MOST_PENDING);
    private List<Ended> untaken = new ArrayList<>();
    private List<Ended> inHand = List.of();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = WorkerThreads.daemons("steadwork-settler").newThread(this::loop);
    private final Pace pace = new Pace(System::nanoTime);
    private Duration pause = FIRST_PAUSE;

    /** Hands each batch on to {@code stored} as soon as it is. */
    Settler(JobQueue queue, JobListener listener, BiConsumer<List<Ended>, SettleReport> stored) {
        this.queue = queue;
        this.listener = listener;
        this.stored = stored;
    }

    void start() {
        thread.start();
    }

    /** Takes an outcome to be stored; waits where too many are pending, even if interrupted. */
    void settle(Ended ended) {
        pending.put(ended);
    }

    /** Stores all that is pending, on this thread, for an engine that has not been started. */
    void flush() {
        List<Ended> batch = pending.takeNow(LARGEST_BATCH);
        while (!batch.isEmpty()) {
            stored.accept(batch, queue.settle(settlements(batch)));
            batch = pending.takeNow(LARGEST_BATCH);
        }
    }

    /** Stores what is pending within this time, and ends. */
    void close(Duration bound) throws InterruptedException {
        closing.countDown();
        pending.close();
        thread.join(Math.max(1, bound.toMillis()));
        thread.interrupt();
    }

    private void loop() {
        boolean more = true;
        while (more) {
            try {
                more = storeNext();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                more = false;
            } catch (Throwable exhausted) {
                // Jobs share this memory and may use it up. What is stored already is refused at the second try.
                untaken = inHand.isEmpty() ? untaken : inHand;
                LockSupport.parkNanos(FIRST_PAUSE_NANOS);
            }
        }
    }

    /** False at the end. */
    private boolean storeNext() throws InterruptedException {
        takeInHand();
        if (inHand.isEmpty()) {
            return false;
        }
        pace.begin();
        if (store(inHand)) {
            pace.end(inHand.size(), COMPANY);
            recover();
        } else {
            rest();
        }
        inHand = List.of();
        return true;
    }

    /** What was not taken before, and what has come since. */
    private void takeInHand() throws InterruptedException {
        if (untaken.isEmpty()) {
            pending.awaitCompany(COMPANY, pace.left());
            inHand = pending.take(LARGEST_BATCH);
            return;
        }
        List<Ended> batch = new ArrayList<>(LARGEST_BATCH + untaken.size());
        batch.addAll(untaken);
        inHand = batch;
        untaken = new ArrayList<>();
        pending.drainTo(batch, Math.max(0, LARGEST_BATCH - batch.size()));
    }

    /** Stores a batch; false if the backend did not take all of it. */
    private boolean store(List<Ended> batch) {
        try {
            stored.accept(batch, queue.settle(settlements(batch)));
            return true;
        } catch (RuntimeException | Error error) {
            listener.on(new JobEvent.BackendFailed("settle", error, pause));
            storeSingly(batch);
            return untaken.isEmpty();
        }
    }

    /** Up to the first that is not taken. It goes behind the others, so that it cannot keep them from being stored. */
    private void storeSingly(List<Ended> batch) {
        for (int i = 0; i < batch.size(); i++) {
            Ended ended = batch.get(i);
            try {
                stored.accept(List.of(ended), queue.settle(settlements(List.of(ended))));
            } catch (JobQueueException | Error notNow) {
                untaken.addAll(batch.subList(i + 1, batch.size()));
                untaken.add(ended);
                return;
            } catch (RuntimeException never) {
                replaceUnfit(ended, never);
            }
        }
    }

    /** If even the failure cannot be stored, the job is left to be reclaimed. */
    private void replaceUnfit(Ended ended, RuntimeException error) {
        boolean replaced = ended.outcome() instanceof Outcome.Failed failed
                && failed.error().type().equals(UNFIT);
        if (!replaced) {
            String message = "the outcome could not be stored: " + error;
            untaken.add(ended.with(new Outcome.Failed(ErrorInfo.of(UNFIT, message, ErrorKind.PERMANENT))));
        }
    }

    private void recover() {
        if (!pause.equals(FIRST_PAUSE)) {
            pause = FIRST_PAUSE;
            listener.on(new JobEvent.BackendRecovered("settle"));
        }
    }

    private void rest() throws InterruptedException {
        if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            Thread.sleep(FIRST_PAUSE.toMillis());
        }
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static List<Settlement> settlements(List<Ended> batch) {
        return batch.stream().map(Ended::settlement).toList();
    }
}
