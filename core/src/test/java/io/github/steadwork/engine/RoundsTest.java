package io.github.steadwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class RoundsTest {

    @Test
    void whatIsWantedBeforeThereAreRoundsIsDoneByWhoWantsIt() throws Exception {
        Rounds rounds = new Rounds("rounds", event -> {});
        AtomicReference<Thread> by = new AtomicReference<>();

        rounds.nudge("act", () -> by.set(Thread.currentThread())).run();

        assertThat(by).hasValue(Thread.currentThread());
        rounds.close(Duration.ZERO);
    }

    @Test
    void whatIsWantedLaterIsDoneByTheThreadOfTheRounds() throws Exception {
        Rounds rounds = new Rounds("rounds", event -> {});
        CompletableFuture<Thread> by = new CompletableFuture<>();
        rounds.every(Duration.ofHours(1), "rest", () -> {});

        rounds.nudge("act", () -> by.complete(Thread.currentThread())).run();

        assertThat(by.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        rounds.close(Duration.ZERO);
    }
}
