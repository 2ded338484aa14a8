package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds when many things happen at once, or in any order. */
public abstract class FuzzContract extends DoorContract {

    /** For subclasses. */
    protected FuzzContract() {}

    /** How many workers there are at once. */
    protected int threads() {
        return 6;
    }

    /** How many things each worker does. */
    protected abstract int stepsPerThread();

    @Test
    void thousandsOfConcurrentStepsLoseNothing() {
        long seed = new Random().nextLong();

        new QueueFuzzer(new TestedBackend(queue, time), seed).run(threads(), stepsPerThread(), Duration.ofSeconds(10));
    }

    @Test
    void theOrderHoldsForASingleConsumerWhateverHappensInBetween() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Instant now = now();
        for (int i = 0; i < 300; i++) {
            enqueue(Draft.job()
                    .priority(FuzzWorker.anyOf(Priority.values(), random))
                    .at(now.minusSeconds(random.nextInt(100))));
        }

        List<JobRecord> order = new ArrayList<>();
        List<Claim> claims = claim(1 + random.nextInt(20)).claims();
        while (!claims.isEmpty()) {
            for (Claim claim : claims) {
                if (random.nextInt(4) == 0) {
                    settle(claim, new Outcome.Released("again", false));
                } else {
                    order.add(claim.job());
                    settle(claim, SUCCESS);
                }
            }
            assertEarlierThanWhatIsLeft(claims, seed);
            claims = claim(1 + random.nextInt(20)).claims();
        }

        assertThat(order).as("seed %s", seed).hasSize(300);
    }

    private void assertEarlierThanWhatIsLeft(List<Claim> claims, long seed) {
        Comparator<JobRecord> inOrder = Comparator.<JobRecord, Priority>comparing(
                        job -> job.request().priority())
                .thenComparing(JobRecord::runAt)
                .thenComparing(JobRecord::id);
        List<JobRecord> given = claims.stream().map(Claim::job).toList();
        assertThat(given).as("seed %s", seed).isSortedAccordingTo(inOrder);
        List<JobId> givenIds = ids(claims);
        JobRecord last = given.get(given.size() - 1);
        assertThat(queue.inspector()
                        .list(JobFilter.ALL.queues(Draft.QUEUE).states(JobState.QUEUED), Optional.empty(), 1_000))
                .as("what was left while %s was given, seed %s", last.id(), seed)
                .filteredOn(job -> !givenIds.contains(job.id()))
                .allMatch(left -> inOrder.compare(last, left) < 0);
    }
}
