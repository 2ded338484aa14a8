package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueDepth;
import io.github.steadwork.queue.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What operators can read. */
public abstract class InspectorContract extends DoorContract {

    /** For subclasses. */
    protected InspectorContract() {}

    @Test
    void aJobThatIsNotThereIsNotFound() {
        assertThat(queue.inspector().find(JobId.create())).isEmpty();
        assertThat(queue.inspector().attempts(JobId.create())).isEmpty();
    }

    @Test
    void ofSeveralIdsThoseAreFoundThatAreThere() {
        JobId queued = enqueue(Draft.job());
        JobId done = ended(SUCCESS);

        assertThat(queue.inspector().findAll(List.of(queued, JobId.create(), done)))
                .extracting(JobRecord::id)
                .containsExactlyInAnyOrder(queued, done);
        assertThat(queue.inspector().findAll(List.of())).isEmpty();
    }

    @Test
    void jobsAreListedNewestFirstPageByPage() {
        List<JobId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            newestFirst.add(0, i % 3 == 0 ? ended(SUCCESS) : enqueue(Draft.job().delay(HOUR)));
        }

        List<JobId> listed = new ArrayList<>();
        Optional<JobId> last = Optional.empty();
        List<JobRecord> page = queue.inspector().list(JobFilter.ALL, last, 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            page.forEach(job -> listed.add(job.id()));
            page = queue.inspector().list(JobFilter.ALL, Optional.of(listed.get(listed.size() - 1)), 10);
        }

        assertThat(listed).containsExactlyElementsOf(newestFirst);
        assertThat(queue.inspector().list(JobFilter.ALL, Optional.empty(), 0)).isEmpty();
    }

    @Test
    void everyConditionOfAFilterCounts() {
        JobId red = enqueue(Draft.job().tags("red", "big").type("a").delay(HOUR));
        JobId blue = enqueue(Draft.job().tags("blue").type("b").queue("second").delay(HOUR));
        JobId done = ended(Draft.job().tags("red"), SUCCESS);

        assertListed(JobFilter.ALL, done, blue, red);
        assertListed(JobFilter.ALL.tags("red"), done, red);
        assertListed(JobFilter.ALL.tags("big", "blue"), blue, red);
        assertListed(JobFilter.ALL.states(JobState.QUEUED), blue, red);
        assertListed(JobFilter.ALL.states(JobState.SUCCEEDED, JobState.FAILED), done);
        assertListed(JobFilter.ALL.types("a", "b"), blue, red);
        assertListed(JobFilter.ALL.queues("second"), blue);
        assertListed(JobFilter.ALL.tags("red").states(JobState.QUEUED), red);
        assertListed(JobFilter.ids(Set.of(red, done)).states(JobState.SUCCEEDED), done);
        assertListed(JobFilter.ALL.tags("nobody"));
    }

    @Test
    void jobsAreFoundByTheTimeOfTheirEnqueue() {
        JobId first = enqueue(Draft.job());
        time.advance(HOUR);
        JobId second = enqueue(Draft.job());
        Instant middle = find(second).createdAt().minus(Duration.ofMinutes(30));
        Instant start = find(first).createdAt();

        assertListed(JobFilter.ALL.created(start, middle), first);
        assertListed(JobFilter.ALL.created(middle, middle.plus(HOUR)), second);
        assertListed(JobFilter.ALL.created(start, find(second).createdAt()), first);
    }

    private void assertListed(JobFilter which, JobId... newestFirst) {
        assertThat(queue.inspector().list(which, Optional.empty(), 100))
                .extracting(JobRecord::id)
                .containsExactly(newestFirst);
        assertThat(queue.inspector().count(which)).isEqualTo(newestFirst.length);
    }

    @Test
    void depthsTellHowManyJobsStandWhere() {
        JobId parent = enqueue(Draft.job().priority(Priority.HIGH).delay(HOUR));
        enqueue(Draft.job().after(parent));
        enqueue(Draft.job().queue("second"));
        ended(SUCCESS);
        ended(FAILURE);
        ended(new Outcome.Cancelled("no"));
        enqueueAll(Draft.job(), Draft.job().priority(Priority.LOW));
        claim(1);

        QueueDepth depth = depthOf(Draft.QUEUE);

        assertThat(depth.byState())
                .isEqualTo(Map.of(
                        JobState.WAITING, 1L,
                        JobState.QUEUED, 2L,
                        JobState.RUNNING, 1L,
                        JobState.SUCCEEDED, 1L,
                        JobState.FAILED, 1L,
                        JobState.CANCELLED, 1L));
        assertThat(depth.queuedByPriority()).isEqualTo(Map.of(Priority.HIGH, 1L, Priority.LOW, 1L));
        assertThat(depth.count(JobState.QUEUED)).isEqualTo(2);
        assertThat(depthOf("second").byState()).isEqualTo(Map.of(JobState.QUEUED, 1L));
        assertThat(queue.inspector().depths()).hasSize(2);
    }

    @Test
    void depthsTellHowLongTheOldestDueJobHasWaited() {
        enqueue(Draft.job().delay(HOUR));
        assertThat(depthOf(Draft.QUEUE).oldestDue()).isEmpty();
        enqueue(Draft.job());
        time.advance(Duration.ofMinutes(20));

        assertThat(depthOf(Draft.QUEUE).oldestDue().orElseThrow())
                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(20).plus(TOLERANCE));

        time.advance(Duration.ofMinutes(50));
        queue.cancel(JobFilter.ALL.created(now().minus(Duration.ofHours(9)), now()), "none", 0);
        assertThat(depthOf(Draft.QUEUE).oldestDue().orElseThrow())
                .isBetween(Duration.ofMinutes(70), Duration.ofMinutes(70).plus(TOLERANCE));
    }

    @Test
    void aQueueWhoseJobsAreGoneIsLeftOut() {
        ended(SUCCESS);

        queue.purge(JobFilter.ALL, Duration.ZERO, 10);

        assertThat(queue.inspector().depths()).isEmpty();
    }

    @Test
    void aWorkersLeasesAreThoseThatItHolds() {
        register(OTHER);
        enqueueAll(Draft.job(), Draft.job(), Draft.job());
        List<Claim> ours = claim(2).claims();
        Claim others = claimOne(OTHER);
        settle(ours.get(0), SUCCESS);

        assertThat(queue.inspector().leases(WORKER)).containsExactly(ours.get(1).lease());
        assertThat(queue.inspector().leases(OTHER)).containsExactly(others.lease());
        queue.workers().leave(OTHER);
        assertThat(queue.inspector().leases(OTHER)).containsExactly(others.lease());
        queue.reclaim(RULE);
        assertThat(queue.inspector().leases(OTHER)).isEmpty();
    }

    @Test
    void aClaimWhoseReplyWasLostCanBeFoundAndReleased() {
        JobId id = enqueue(Draft.job());
        claimOne();

        Lease orphan = queue.inspector().leases(WORKER).get(0);
        queue.settle(List.of(new Settlement(orphan, new Outcome.Released("reply lost", false), Duration.ZERO)));

        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    @Test
    void subscriptionsAreHintsThatEndWhenClosed() {
        AtomicInteger hints = new AtomicInteger();
        var subscription = queue.subscribe(hints::incrementAndGet);
        enqueue(Draft.job());

        subscription.close();
        subscription.close();
        int before = hints.get();
        claim(5);
        enqueue(Draft.job());

        assertThat(hints.get()).isEqualTo(before);
    }

    private QueueDepth depthOf(String name) {
        return queue.inspector().depths().stream()
                .filter(depth -> depth.queue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
