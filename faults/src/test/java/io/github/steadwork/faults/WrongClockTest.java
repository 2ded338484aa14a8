package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Workers whose clocks are an hour fast or slow. Only the database's clock may count. */
class WrongClockTest {

    /** Very short against an hour, and long enough for a busy machine. */
    private static final String LEASE = "12s";

    /** Each worker looks for dead ones every quarter of a lease. */
    private static final Duration RECLAIMED_WITHIN = Duration.ofSeconds(4);

    private static final List<Path> FAKE_TIME = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    /** Shows that what the engine does by the clock that it is given decides nothing. */
    @Test
    void theClockThatAnEngineIsGivenDecidesNothing() {
        workersAgreeOnWhatIsDue((site, hours) -> site.worker("off-by-" + hours)
                .with(JobSetting.LEASE_TIME, LEASE)
                .withClockOff(Duration.ofHours(hours))
                .start());
    }

    /** Shows the same of the whole process, its JDBC driver and its job ids included; only where libfaketime is installed. */
    @Test
    void theClockOfAWorkersMachineDecidesNothing() {
        assumeTrue(FAKE_TIME.stream().anyMatch(Files::exists), "libfaketime is not installed");
        Path library = FAKE_TIME.stream().filter(Files::exists).findFirst().orElseThrow();
        workersAgreeOnWhatIsDue((site, hours) -> site.worker("off-by-" + hours)
                .with(JobSetting.LEASE_TIME, LEASE)
                .environment("LD_PRELOAD", library.toString())
                .environment("FAKETIME", (hours < 0 ? "" : "+") + hours + "h")
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .start());
    }

    private static void workersAgreeOnWhatIsDue(BiFunction<Site, Integer, WorkerProcess> start) {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess fast = start.apply(site, 1);
            WorkerProcess slow = start.apply(site, -1);
            JobId later = site.enqueue(JobRequest.of(Deed.TYPE, Deed.work(0)).delay(Duration.ofMinutes(30)));
            JobId held = site.enqueue(Deed.waitAt("gate"));
            List<JobId> due = site.enqueue(200, Deed.work(5));

            Eventually.holds(() -> site.worked() == due.size(), () -> fast.log() + slow.log());
            Eventually.pass(RECLAIMED_WITHIN);
            assertThat(site.jobs().find(later).orElseThrow().state()).isEqualTo(JobState.QUEUED);
            assertThat(site.entries(held, Phase.STARTED)).hasSize(1);

            site.openGate("gate");
            site.jobs().cancel(later, "it was there to wait");
            site.awaitAllEnded();
            assertThat(site.outcomes(held)).containsExactly("succeeded");
            assertThat(due).allSatisfy(id -> assertThat(site.outcomes(id)).containsExactly("succeeded"));
            assertThat(site.entries(due.get(0), Phase.SETTLED)).hasSize(1);
        }
    }
}
