package io.github.steadwork.notify;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stores what the outbox holds, on a thread of its own, soon after it has come. Where the backend does not take it, it stays in the
 * outbox and is tried again.
 */
final class Posting implements Reporter.Wake {

    /** Long enough that a storm is a few writes a second, short enough that a crash loses little. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Recoveries recoveries;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "steadwork-notify");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Runnable round = () -> {};

    Posting(Outbox outbox, Recoveries recoveries) {
        this.outbox = outbox;
        this.recoveries = recoveries;
    }

    /** From now on there is somewhere to store. */
    void start(JobEngine engine, Mailboxes mailboxes, Reporter reporter) {
        round = () -> post(engine, mailboxes, reporter);
        forOutbox();
    }

    @Override
    public void forOutbox() {
        wake(awake, GATHER);
    }

    @Override
    public void forRecoveries() {
        wake(looking, LOOK);
    }

    private void wake(AtomicBoolean flag, Duration delay) {
        if (flag.compareAndSet(false, true)) {
            try {
                Future<?> unused = thread.schedule(
                        () -> {
                            flag.set(false);
                            round.run();
                        },
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ended) {
                flag.set(false);
            }
        }
    }

    /** Stores what there is, and returns when that is done. */
    void flush() {
        round.run();
    }

    private synchronized void post(JobEngine engine, Mailboxes mailboxes, Reporter reporter) {
        try {
            recoveries.look(engine.backend().documents()).forEach(reporter::recovered);
        } catch (RuntimeException error) {
            engine.tell(new JobEvent.BackendFailed("note recoveries", error, RETRY));
            wake(looking, RETRY);
        }
        for (Map.Entry<String, Pile> channel : outbox.take().entrySet()) {
            try {
                mailboxes.add(channel.getKey(), channel.getValue());
            } catch (RuntimeException error) {
                outbox.giveBack(channel.getKey(), channel.getValue());
                engine.tell(new JobEvent.BackendFailed("store notifications", error, RETRY));
                wake(awake, RETRY);
            }
        }
    }

    /** Stores what is left, and ends; a backend that does not answer can hold up the end for a few seconds. */
    void close() {
        Future<?> last = thread.submit(() -> round.run());
        thread.shutdown();
        try {
            last.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // it has told of that itself, or still waits for a backend that does not answer
        }
        thread.shutdownNow();
    }
}
