package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    @Test
    void aWorkerThatEndsWhileItStoresOutcomesLeavesNothingHalfDone() throws Exception {
        try (Site site = Site.on(PostgresServer.shared());
                Wire wire = Wire.to(PostgresServer.shared().port())) {
            wire.delay(Duration.ofMillis(20));
            site.enqueue(3_000, Deed.work(1));

            for (int life = 1; life <= 3; life++) {
                WorkerProcess worker =
                        site.worker("worker-" + life).withLongLease().through(wire).start();
                long before = site.worked();
                Eventually.holds(() -> site.worked() > before + 150, worker::log);
                worker.end();

                assertThat(site.jobs().count(JobFilter.ALL.states(JobState.RUNNING)))
                        .as("jobs that an ended worker still has")
                        .isZero();
                assertThat(site.jobs().count(JobFilter.ALL.states(JobState.SUCCEEDED)))
                        .as("done jobs whose outcome is stored")
                        .isEqualTo(site.worked());
            }
            site.worker("last").withLongLease().start();

            site.awaitGoodEndWithoutDuplicates();
        }
    }

    @Test
    void aJobThatOutlastsTheGraceGoesToAnotherWorkerWithoutUsingARetry() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess first = site.worker("first")
                    .withLongLease()
                    .with(JobSetting.SHUTDOWN_GRACE, "200ms")
                    .with(JobSetting.INTERRUPT_GRACE, "200ms")
                    .start();
            JobId sleeper = site.enqueue(Deed.work(3_000));
            JobId stubborn = site.enqueue(Deed.waitAt("gate"));
            site.await(sleeper, Phase.STARTED, first);
            site.await(stubborn, Phase.STARTED, first);

            first.end();
            site.openGate("gate");
            site.worker("second").withLongLease().start();

            site.awaitGoodEnd();
            for (JobId job : List.of(sleeper, stubborn)) {
                assertThat(site.outcomes(job)).containsExactly("released", "succeeded");
                assertThat(site.jobs().find(job).orElseThrow().counters().retriesUsed())
                        .isZero();
            }
        }
    }

    @Test
    void aWorkerThatIsToldToEndWhileItsDatabaseIsGoneEndsAllTheSame() throws Exception {
        endsWhile(Wire::tearDown);
    }

    @Test
    void aWorkerThatIsToldToEndWhileItsDatabaseDoesNotAnswerEndsAllTheSame() throws Exception {
        endsWhile(Wire::hold);
    }

    private static void endsWhile(Consumer<Wire> fault) throws Exception {
        try (Site site = Site.on(PostgresServer.shared());
                Wire wire = Wire.to(PostgresServer.shared().port())) {
            WorkerProcess worker = site.worker("worker")
                    .through(wire)
                    .with(JobSetting.SHUTDOWN_GRACE, "200ms")
                    .start();
            JobId job = site.enqueue(Deed.work(300));
            site.await(job, Phase.STARTED, worker);

            fault.accept(wire);
            worker.end();
            wire.cut();
            site.worker("heir").start();

            site.awaitGoodEnd();
        }
    }
}
