package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobRecord;
import org.junit.jupiter.api.Test;

class KilledWorkerTest {

    @Test
    void aJobWhoseWorkerIsKilledInTheMiddleIsDoneByAnother() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess victim = site.worker("victim").start();
            JobId job = site.enqueue(Deed.waitAt("gate"));
            site.await(job, Phase.STARTED, victim);

            victim.kill();
            site.openGate("gate");
            site.worker("heir").start();

            site.awaitGoodEnd();
            assertThat(site.entries(job, Phase.WORKED).map(Ledger.Entry::worker)).contains("heir").doesNotContain("victim");
            assertThat(site.outcomes(job)).startsWith("crashed").endsWith("succeeded");
            assertThat(site.jobs().find(job).orElseThrow().counters().retriesUsed())
                    .isZero();
        }
    }

    @Test
    void workWhoseOutcomeDiedWithItsWorkerIsDoneAgainAndOnlyTheSecondResultCounts() throws Exception {
        try (Site site = Site.on(PostgresServer.shared());
                Wire wire = Wire.to(PostgresServer.shared().port())) {
            WorkerProcess victim = site.worker("victim").through(wire).start();
            JobId job = site.enqueue(Deed.waitAt("gate"));
            site.await(job, Phase.STARTED, victim);

            wire.hold();
            site.openGate("gate");
            site.await(job, Phase.WORKED, victim);
            victim.kill();
            wire.cut();
            site.worker("heir").start();

            site.awaitGoodEnd();
            assertThat(site.entries(job, Phase.WORKED).map(Ledger.Entry::worker))
                    .contains("victim", "heir");
            assertThat(site.outcomes(job)).startsWith("crashed").endsWith("succeeded");
        }
    }

    @Test
    void workersThatAreKilledAgainAndAgainUnderLoadLoseNothing() {
        try (Site site = Site.on(PostgresServer.shared())) {
            site.worker("survivor").start();
            site.enqueue(4_000, Deed.work(10));

            for (int life = 1; life <= 4; life++) {
                WorkerProcess victim = site.worker("victim").start();
                long before = site.worked();
                Eventually.holds(() -> site.worked() > before + 100 || site.allHaveEnded(), victim::log);
                victim.kill();
            }

            site.awaitGoodEnd();
        }
    }

    @Test
    void aJobThatTakesEveryWorkerDownWithItIsParkedAndTheOthersAreDone() {
        try (Site site = Site.on(PostgresServer.shared())) {
            JobId poison = site.enqueue(Deed.of(Deed.Act.HALT));
            site.enqueue(50, Deed.work(5));

            while (site.jobs().find(poison).orElseThrow().state() != JobState.FAILED) {
                WorkerProcess worker =
                        site.worker("worker").with(JobSetting.MAX_CRASHES, 1).start();
                Eventually.holds(
                        () -> !worker.isAlive()
                                || site.jobs().find(poison).orElseThrow().state() == JobState.FAILED,
                        worker::log);
            }

            site.awaitGoodEnd();
            JobRecord parked = site.jobs().find(poison).orElseThrow();
            assertThat(parked.counters().crashes()).isEqualTo(2);
            assertThat(site.entries(poison, Phase.STARTED).count()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aWorkerThatIsCutOffForLongerThanItsLeaseIsRefusedAndThenWorksOn() throws Exception {
        try (Site site = Site.on(PostgresServer.shared());
                Wire wire = Wire.to(PostgresServer.shared().port())) {
            WorkerProcess remote = site.worker("remote").through(wire).start();
            JobId job = site.enqueue(Deed.waitAt("gate"));
            site.await(job, Phase.STARTED, remote);

            wire.hold();
            WorkerProcess near = site.worker("near").start();
            site.await(job, Phase.STARTED, near);
            site.openGate("gate");
            site.await(job, Phase.WORKED, remote);
            site.await(job, Phase.SETTLED, near);
            wire.release();

            site.await(job, Phase.REFUSED, remote);
            site.awaitGoodEnd();
            near.end();
            JobId next = site.enqueue(Deed.work(0));
            site.await(next, Phase.SETTLED, remote);
        }
    }
}
