package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks the backend again and again until it answers or the engine has closed, with growing pauses in between. */
final class Reconnector {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final JobListener listener;
    private final CountDownLatch closed = new CountDownLatch(1);

    Reconnector(JobListener listener) {
        this.listener = listener;
    }

    /** Lets go of everybody who waits for an answer. */
    void close() {
        closed.countDown();
    }

    /** The backend's answer; empty if the engine closed before it came. */
    <T> Optional<T> ask(String verb, Supplier<T> question) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                T answer = question.get();
                if (tries > 1) {
                    listener.on(new JobEvent.BackendRecovered(verb));
                }
                return Optional.of(answer);
            } catch (RuntimeException | Error error) { // an error, too: jobs share this memory and may use it up
                tell(verb, error, pause);
                if (!rest(pause)) {
                    return Optional.empty();
                }
                pause = longer(pause);
            }
        }
    }

    /** Tells listeners of an error, after which there is a pause. */
    void tell(String verb, Throwable error, Duration pause) {
        listener.on(new JobEvent.BackendFailed(verb, error, pause));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Waits, a quarter more or less; false if the engine has closed. */
    private boolean rest(Duration pause) {
        double factor = 0.75 + ThreadLocalRandom.current().nextDouble() / 2;
        try {
            return !closed.await(Math.round(pause.toNanos() * factor), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
