package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobId;
import org.junit.jupiter.api.Test;

class FrozenWorkerTest {

    @Test
    void aWorkerThatStoodStillForLongerThanItsLeaseIsRefusedAndThenWorksOn() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess zombie = site.worker("zombie").start();
            JobId job = site.enqueue(Deed.waitAt("gate"));
            site.await(job, Phase.STARTED, zombie);

            zombie.freeze();
            WorkerProcess heir = site.worker("heir").start();
            site.await(job, Phase.STARTED, heir);
            site.openGate("gate");
            site.await(job, Phase.SETTLED, heir);
            zombie.thaw();

            site.await(job, Phase.REFUSED, zombie);
            site.awaitGoodEnd();
            assertThat(site.outcomes(job)).startsWith("crashed").endsWith("succeeded");
            heir.end();
            site.await(site.enqueue(Deed.work(0)), Phase.SETTLED, zombie);
        }
    }

    @Test
    void aWorkerThatWakesWhileItsHeirIsBusyDoesNotTakeTheJobBack() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess zombie = site.worker("zombie").start();
            JobId job = site.enqueue(Deed.waitAt("gate"));
            site.await(job, Phase.STARTED, zombie);

            zombie.freeze();
            WorkerProcess heir = site.worker("heir").start();
            site.await(job, Phase.STARTED, heir);
            zombie.thaw();
            site.await(job, Phase.REFUSED, zombie);
            site.openGate("gate");

            site.await(job, Phase.SETTLED, heir);
            site.awaitGoodEnd();
        }
    }

    @Test
    void workersThatStandStillAgainAndAgainUnderLoadLoseNothing() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess one = site.worker("one").start();
            WorkerProcess other = site.worker("other").start();
            site.enqueue(4_000, Deed.work(5));

            for (int round = 0; round < 2; round++) {
                standStill(one);
                standStill(other);
            }

            site.awaitGoodEnd();
        }
    }

    private static void standStill(WorkerProcess worker) {
        worker.freeze();
        Eventually.pass(Site.LEASE.plus(Site.LEASE.dividedBy(2)));
        worker.thaw();
    }
}
