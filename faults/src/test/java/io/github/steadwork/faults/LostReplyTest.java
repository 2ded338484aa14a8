package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.databases.PostgresServer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Connections that break after the database has committed and before the caller learns that it has. */
class LostReplyTest {

    @Test
    void jobsWhoseEnqueueWasCommittedWithoutAReplyAreStoredOnce() {
        AtomicBoolean broken = new AtomicBoolean();
        try (Site site = Site.on(PostgresServer.shared(), real -> ReplyLoss.in(real, thread -> broken.get()))) {
            site.worker("worker").withLongLease().start();

            broken.set(true);
            for (int i = 0; i < 100; i++) {
                site.enqueue(Deed.work(1));
            }
            broken.set(false);

            site.awaitGoodEndWithoutDuplicates();
        }
    }

    @Test
    void jobsWhoseClaimWasCommittedWithoutAReplyAreGivenBackAndDoneOnce() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess worker =
                    site.worker("worker").losingRepliesOf("steadwork-claimer").start();

            for (int i = 0; i < 60; i++) {
                site.enqueue(Deed.work(5));
            }

            site.awaitGoodEndWithoutDuplicates();
            assertThat(worker.log()).contains("the reply was lost");
        }
    }

    @Test
    void jobsWhoseOutcomeWasCommittedWithoutAReplyAreNotDoneAgain() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess worker =
                    site.worker("worker").withLongLease().losingRepliesOf("steadwork-settler").start();

            for (int i = 0; i < 60; i++) {
                site.enqueue(Deed.work(5));
            }

            site.awaitGoodEndWithoutDuplicates();
            assertThat(worker.log()).contains("the reply was lost");
        }
    }

    @Test
    void aWorkerThatLosesRepliesEverywhereStillDoesAllThereIs() {
        try (Site site = Site.on(PostgresServer.shared())) {
            site.worker("worker").losingRepliesOf("steadwork").start();

            site.enqueue(200, Deed.work(5));

            site.awaitGoodEnd();
        }
    }
}
