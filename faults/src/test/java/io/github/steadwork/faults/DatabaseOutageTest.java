package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {

    private static final String TERMINATE_ALL =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    @Test
    void aDatabaseThatIsStoppedAndStartedUnderLoadLosesNothingAndNobodyHasToHelp() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Site site = Site.on(server);
                Load load = Load.on(site)) {
            site.worker("one").start();
            site.worker("other").start();

            for (int round = 0; round < 2; round++) {
                load.awaitMore(200);
                server.stop();
                Eventually.pass(Duration.ofMillis(700));
                server.startAgain();
            }
            load.awaitMore(200);
            load.end();

            site.awaitGoodEnd();
            site.assertThatNobodyHasDied();
        }
    }

    @Test
    void aDatabaseThatCrashesUnderLoadForgetsNothing() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Site site = Site.on(server);
                Load load = Load.on(site)) {
            site.worker("one").start();
            site.worker("other").start();

            for (int round = 0; round < 2; round++) {
                load.awaitMore(200);
                server.crash();
                server.startAgain();
            }
            load.awaitMore(200);
            load.end();

            site.awaitGoodEnd();
            site.assertThatNobodyHasDied();
        }
    }

    @Test
    void afterAnOutageThatIsLongerThanTheLeaseNobodyIsTakenForDead() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Site site = Site.on(server)) {
            Duration lease = Duration.ofSeconds(5);
            WorkerProcess one = site.worker("one").with(JobSetting.LEASE_TIME, lease.toMillis() + "ms").start();
            site.worker("other").with(JobSetting.LEASE_TIME, lease.toMillis() + "ms").start();
            JobId job = site.enqueue(Deed.waitAt("gate"));
            Eventually.holds(() -> site.entries(job, Phase.STARTED).count() == 1, one::log);

            server.stop();
            Eventually.pass(lease.plusSeconds(2));
            server.startAgain();
            Eventually.pass(lease.plusSeconds(2));
            site.openGate("gate");

            site.awaitGoodEndWithoutDuplicates();
            assertThat(site.outcomes(job)).containsExactly("succeeded");
        }
    }

    @Test
    void connectionsThatAreTerminatedTwiceASecondUnderLoadLoseNothing() throws Exception {
        // Whoever reconnects all the time needs places that the dying have not left yet.
        try (PostgresServer server = PostgresServer.start(Map.of("max_connections", "200"));
                Site site = Site.on(server);
                Load load = Load.on(site)) {
            site.worker("one").start();
            site.worker("other").start();
            load.awaitMore(50);

            for (int round = 0; round < 16; round++) {
                terminateAll(site.url());
                Eventually.pass(Duration.ofMillis(500));
            }
            load.awaitMore(200);
            load.end();

            site.awaitGoodEnd();
            site.assertThatNobodyHasDied();
        }
    }

    private static void terminateAll(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(TERMINATE_ALL);
        }
    }
}
