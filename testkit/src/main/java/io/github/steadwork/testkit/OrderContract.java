package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose turn it is: fair keys, ageing, and what a worker must be able to do. */
public abstract class OrderContract extends DoorContract {

    private static final Duration AGE = Duration.ofMinutes(30);

    /** For subclasses. */
    protected OrderContract() {}

    private void several(int jobs, Draft like) {
        for (int i = 0; i < jobs; i++) {
            enqueue(like.fresh());
        }
    }

    private static List<String> keys(List<Claim> claims) {
        return claims.stream()
                .map(claim -> claim.job().request().flow().fairKey().orElse("none"))
                .toList();
    }

    @Test
    void fairKeysTakeTurns() {
        several(10, Draft.job().fairBy("big"));
        several(2, Draft.job().fairBy("small"));

        assertThat(keys(claim(4).claims())).containsExactlyInAnyOrder("big", "small", "big", "small");
        assertThat(claim(20).claims()).hasSize(8);
    }

    @Test
    void fairKeysTakeTurnsFromClaimToClaimToo() {
        several(10, Draft.job().fairBy("big"));
        several(2, Draft.job().fairBy("small"));

        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            claims.addAll(claim(1).claims());
        }
        assertThat(keys(claims)).containsExactlyInAnyOrder("big", "small", "big", "small");
    }

    @Test
    void aHigherPriorityGoesFirstWhoeverHasOne() {
        several(3, Draft.job().fairBy("a"));
        several(3, Draft.job());
        JobId urgent = enqueue(Draft.job().fairBy("b").priority(Priority.URGENT));
        JobId high = enqueue(Draft.job().priority(Priority.HIGH));

        assertThat(ids(claim(2).claims())).containsExactly(urgent, high);
        assertThat(claim(10).claims()).hasSize(6);
    }

    @Test
    void jobsInLanesAndOthersShareWhatIsClaimed() {
        several(20, Draft.job().fairBy("a"));
        several(20, Draft.job());

        assertThat(keys(claim(10).claims())).filteredOn("a"::equals).hasSize(5);
        List<Claim> single = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            single.addAll(claim(1).claims());
        }
        assertThat(keys(single)).contains("a", "none");
    }

    @Test
    void manyLanesAreAllServed() {
        for (int key = 0; key < 150; key++) {
            several(2, Draft.job().limit(Limit.ofKey("key-" + key, 1)));
        }

        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            claims.addAll(claim(40).claims());
        }
        assertThat(claims).hasSize(150);
    }

    @Test
    void thousandsOfLanesThatAreHeldUpDoNotHideTheOthers() {
        int lanes = 2_100;
        for (int turn = 0; turn < 2; turn++) {
            enqueueAll(IntStream.range(0, lanes)
                    .mapToObj(key -> Draft.job().limit(Limit.ofKey("key-" + key, 1)))
                    .toArray(Draft[]::new));
            for (int held = 0, claims = 0; turn == 0 && held < lanes; claims++) {
                assertThat(claims).isLessThan(20);
                held += claim(lanes).claims().size();
            }
        }
        JobId last = enqueue(Draft.job().limit(Limit.ofKey("zzz", 1)));

        List<Claim> found = new ArrayList<>();
        for (int claims = 0; claims < 5 && found.isEmpty(); claims++) {
            found.addAll(claim(10).claims());
        }
        assertThat(ids(found)).containsExactly(last);
    }

    @Test
    void whoAsksForTheAgedGetsThemFirstTheLowestPriorityBeforeAll() {
        JobId low = enqueue(Draft.job().priority(Priority.LOW));
        JobId normal = enqueue(Draft.job());
        JobId laned = enqueue(Draft.job().fairBy("a").priority(Priority.HIGH));
        time.advance(AGE.plusMinutes(1));
        queue.workers().heartbeat(WORKER, WorkerState.ONLINE);
        JobId urgent = enqueue(Draft.job().priority(Priority.URGENT));
        JobId young = enqueue(Draft.job());

        assertThat(ids(queue.claim(wish(WORKER, 1).agedFirst(AGE)).claims())).containsExactly(low);
        assertThat(ids(claim(1).claims())).containsExactly(urgent);
        assertThat(ids(queue.claim(wish(WORKER, 10).agedFirst(AGE)).claims())).containsExactly(normal, laned, young);
    }

    @Test
    void aJobThatRequiresSomethingIsClaimedOnlyByAWorkerThatCanDoIt() {
        JobId special = enqueue(Draft.job().requires("gpu", "eu"));
        JobId plain = enqueue(Draft.job());

        assertThat(ids(claim(10).claims())).containsExactly(plain);
        assertThat(queue.claim(wish(WORKER, 10).capabilities(Set.of("gpu"))).claims())
                .isEmpty();
        assertThat(ids(queue.claim(wish(WORKER, 10).capabilities(Set.of("gpu", "eu", "more")))
                        .claims()))
                .containsExactly(special);
    }
}
