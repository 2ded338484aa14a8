package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Limit;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** At most so many starts per window. The windows are days, for the backend's time may go on by some seconds during a test. */
public abstract class RateContract extends DoorContract {

    private static final Duration WINDOW = Duration.ofDays(30);
    private static final Limit THREE = Limit.ofKey("api", 3).per(WINDOW);

    /** For subclasses. */
    protected RateContract() {}

    private void several(int jobs, Draft like) {
        for (int i = 0; i < jobs; i++) {
            enqueue(like.fresh());
        }
    }

    /** Lets time go on; who works says meanwhile that it is alive. */
    private void pass(Duration length) {
        time.advance(length);
        queue.workers().heartbeat(WORKER, WorkerState.ONLINE);
    }

    @Test
    void noMoreStartInAWindowThanItsLimitAllows() {
        several(5, Draft.job().limit(THREE));

        List<Claim> claims = claim(10).claims();

        assertThat(claims).hasSize(3);
        claims.forEach(claim -> settle(claim, SUCCESS));
        assertThat(claim(10).claims()).isEmpty();
    }

    @Test
    void tokensComeBackEvenly() {
        several(8, Draft.job().limit(THREE));
        assertThat(claim(10).claims()).hasSize(3);

        pass(WINDOW.dividedBy(3).plusMinutes(10));
        assertThat(claim(10).claims()).hasSize(1);
        assertThat(claim(10).claims()).isEmpty();
        pass(WINDOW.multipliedBy(5));
        assertThat(claim(10).claims()).as("no more than a full bucket").hasSize(3);
    }

    @Test
    void theReplySaysWhenTheNextTokenComes() {
        several(4, Draft.job().limit(THREE));
        assertThat(claim(10).claims()).hasSize(3);

        ClaimReply reply = claim(10);

        assertThat(reply.claims()).isEmpty();
        assertThat(reply.nextDue().orElseThrow()).isCloseTo(WINDOW.dividedBy(3), Duration.ofMinutes(10));
    }

    @Test
    void eachAttemptCostsAToken() {
        JobId id = enqueue(Draft.job().limit(THREE));
        for (int i = 0; i < 3; i++) {
            settle(claimOne(), new Outcome.Retry(ERROR, Duration.ZERO));
        }

        assertThat(claim(10).claims()).isEmpty();
        assertThat(find(id).counters().attempt()).isEqualTo(3);
    }

    @Test
    void aJobThatWasHandedBackBeforeItStartedCostsNone() {
        enqueue(Draft.job().limit(THREE));
        for (int i = 0; i < 10; i++) {
            settle(claimOne(), new Outcome.Released("not started", false));
        }
    }

    @Test
    void rateAndNumberAtATimeHoldTogether() {
        several(5, Draft.job().limit(THREE, Limit.ofKey("api", 2)));

        List<Claim> first = claim(10).claims();
        assertThat(first).hasSize(2);
        first.forEach(claim -> settle(claim, SUCCESS));
        assertThat(claim(10).claims()).hasSize(1);
        assertThat(claim(10).claims()).isEmpty();
    }

    @Test
    void manyWorkersAtOnceStartNoMore() throws Exception {
        Limit fifty = Limit.ofKey("busy", 50).per(WINDOW);
        several(120, Draft.job().limit(fifty));
        AtomicInteger started = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            WorkerId worker = new WorkerId("many-" + i, 1);
            register(worker);
            threads.add(new Thread(() -> {
                for (int round = 0; round < 25; round++) {
                    started.addAndGet(queue.claim(wish(worker, 3)).claims().size());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        started.addAndGet(claim(100).claims().size());
        assertThat(started).hasValue(50);
    }

    @Test
    void aRatePerWorkerHoldsForEach() {
        register(OTHER);
        several(9, Draft.job().limit(THREE.onEachWorker()));

        assertThat(claim(10).claims()).hasSize(3);
        assertThat(queue.claim(wish(OTHER, 10)).claims()).hasSize(3);
        assertThat(claim(10).claims()).isEmpty();
    }
}
