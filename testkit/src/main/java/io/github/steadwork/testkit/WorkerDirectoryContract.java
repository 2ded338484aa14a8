package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.queue.Vitals;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who works here. */
public abstract class WorkerDirectoryContract extends DoorContract {

    /** For subclasses. */
    protected WorkerDirectoryContract() {}

    @Test
    void aWorkerIsListedAsItEntered() {
        WorkerRecord listed = only();

        assertThat(listed)
                .usingRecursiveComparison()
                .ignoringFields("since", "heartbeat")
                .isEqualTo(workerRecord(WORKER));
        assertThat(Duration.between(listed.since(), now()).abs()).isLessThan(TOLERANCE);
        assertThat(listed.heartbeat()).isEqualTo(listed.since());
    }

    @Test
    void aHeartbeatTellsTimeAndState() {
        Instant since = only().since();
        time.advance(HOUR);

        assertThat(queue.workers().heartbeat(WORKER, WorkerState.BUSY)).isTrue();

        assertThat(only().state()).isEqualTo(WorkerState.BUSY);
        assertThat(only().since()).isEqualTo(since);
        assertThat(Duration.between(since, only().heartbeat())).isBetween(HOUR, HOUR.plus(TOLERANCE));
    }

    @Test
    void enteringTheSameLifeTwiceChangesOnlyItsDescription() {
        Instant since = only().since();
        time.advance(HOUR);

        queue.workers()
                .register(new WorkerRecord(
                        WORKER,
                        "host",
                        42,
                        "2.0",
                        16,
                        List.of("other"),
                        Set.of(),
                        WorkerState.MAINTENANCE,
                        Instant.EPOCH,
                        Instant.EPOCH));

        WorkerRecord listed = only();
        assertThat(listed.version()).isEqualTo("2.0");
        assertThat(listed.slots()).isEqualTo(16);
        assertThat(listed.queues()).containsExactly("other");
        assertThat(listed.since()).isEqualTo(since);
    }

    @Test
    void aWorkerIsListedWithPoolsTagsAndFigures() {
        WorkerRecord plain = workerRecord(WORKER);
        WorkerRecord rich = new WorkerRecord(
                WORKER,
                plain.host(),
                plain.pid(),
                plain.version(),
                plain.slots(),
                plain.queues(),
                Set.of("heavy", "night"),
                plain.capabilities(),
                Set.of("rack-7"),
                WorkerState.ONLINE,
                new Vitals(0.1, 0.2, 0.3, 0.4),
                Instant.EPOCH,
                Instant.EPOCH);

        queue.workers().register(rich);

        assertThat(only())
                .usingRecursiveComparison()
                .ignoringFields("since", "heartbeat")
                .isEqualTo(rich);
        assertThat(only().offers())
                .containsExactlyInAnyOrder("gpu", "pool:heavy", "pool:night", "worker:" + WORKER.name());
        queue.workers().heartbeat(WORKER, WorkerState.ERROR, new Vitals(1, 0.5, 0, 1));
        assertThat(only().vitals()).isEqualTo(new Vitals(1, 0.5, 0, 1));
        assertThat(only().score(Set.of("gpu", "eu"))).isCloseTo(0.15 + 0.25 + 0.05 + 0.05, within(1e-9));
        assertThat(only().pools()).containsExactlyInAnyOrder("heavy", "night");
    }

    @Test
    void anotherLifeOfAWorkerIsAnotherWorker() {
        register(new WorkerId("worker", 2));

        assertThat(queue.workers().list())
                .extracting(WorkerRecord::id)
                .containsExactlyInAnyOrder(WORKER, new WorkerId("worker", 2));
    }

    @Test
    void aWorkerThatLeftIsNotListed() {
        queue.workers().leave(WORKER);
        queue.workers().leave(WORKER);

        assertThat(queue.workers().list()).isEmpty();
        assertThat(queue.workers().heartbeat(WORKER, WorkerState.ONLINE)).isFalse();
    }

    @Test
    void aWorkerWithoutHeartbeatsStaysUntilItIsReclaimed() {
        time.advance(LEASE_TIME.plusMinutes(1));
        assertThat(queue.workers().list()).hasSize(1);

        queue.reclaim(RULE);

        assertThat(queue.workers().list()).isEmpty();
    }

    private WorkerRecord only() {
        List<WorkerRecord> workers = queue.workers().list();
        assertThat(workers).hasSize(1);
        return workers.get(0);
    }
}
