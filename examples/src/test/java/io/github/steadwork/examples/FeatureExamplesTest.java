package io.github.steadwork.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.databases.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs each example as a user would, and reads what it prints. */
@Timeout(60)
class FeatureExamplesTest {

    private interface Program {
        void run(String[] args) throws Exception;
    }

    private static List<String> printed(Program program, String... args) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            program.run(args);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(UTF_8).lines().toList();
    }

    @Test
    void aJobIsDefinedAndEnqueued() throws Exception {
        assertThat(printed(DefineAndEnqueue::main)).containsExactly("Receipt[text=Ada pays 1200 cents]", "SUCCEEDED");
    }

    @Test
    void aDelayedJobRunsAfterOneThatIsDue() throws Exception {
        assertThat(printed(DelayedJobs::main))
                .containsExactly(
                        "now it is QUEUED",
                        "reminder: look out of the window",
                        "reminder: water the plants",
                        "now it is SUCCEEDED");
    }

    @Test
    void onlyTransientErrorsAreRetried() throws Exception {
        assertThat(printed(RetriesAndErrors::main))
                .startsWith("busy: attempt 1", "busy: attempt 2", "busy: attempt 3", "the page", "secret: attempt 1")
                .hasSize(6)
                .last()
                .asString()
                .contains("the password is wrong");
    }

    @Test
    void oneExpressionFiresInTwoZones() throws Exception {
        List<String> lines = printed(CronInTwoZones::main);

        assertThat(lines.get(0)).startsWith("berlin: ").endsWith("Europe/Berlin");
        assertThat(lines.get(1)).startsWith("new-york: ").endsWith("America/New_York");
        assertThat(lines.subList(2, lines.size())).containsExactlyInAnyOrder("berlin opens", "the pop-up store opens");
    }

    @Test
    void pipelinesTakeTurnsAndCanBeStoppedAndStarted() throws Exception {
        assertThat(printed(PipelinePair::main))
                .containsExactly(
                        "extract from part 0",
                        "extract was stopped, and is PENDING: the source is under maintenance",
                        "extract from part 3",
                        "load",
                        "both are FINISHED");
    }

    @Test
    void aDataJobReadsItsSourcesAndIsRestarted() throws Exception {
        assertThat(printed(NightlyDataJob::main))
                .filteredOn(line -> line.matches("(Daily|to|shop:|partners:) .*")) // the log may go there, too
                .containsExactly(
                        "Daily at 02:30 Europe/Berlin",
                        "to ops@example.com: FAILED",
                        "shop: SUCCESS, 100 rows",
                        "partners: FAILED, 0 rows",
                        "to ops@example.com: SUCCESS",
                        "shop: SUCCESS, 100 rows",
                        "partners: SUCCESS, 2 rows");
    }

    @Test
    void jobsAreCancelledWhetherTheyRunOrNot() throws Exception {
        List<String> lines = printed(CancelJob::main);
        assertThat(lines).hasSize(2).first().isEqualTo("the one that waited is CANCELLED");
        assertThat(lines.get(1)).startsWith("the one that ran: ").contains("CANCELLED", "that is enough");
    }

    @Test
    void hooksAreCalledInTheirOrder() throws Exception {
        assertThat(printed(Hooks::main))
                .containsExactly(
                        "onStart: attempt 1",
                        "onRetry: nobody is at home",
                        "onStart: attempt 2",
                        "onSuccess: book delivered");
    }

    @Test
    void aJobRunsWithoutAnEngine() throws Exception {
        assertThat(printed(DirectRun::main)).containsExactly("attempt 1", "attempt 2", "144");
    }

    @Test
    void aJobWaitsForItsChildren() throws Exception {
        assertThat(printed(WaitForChildren::main))
                .containsExactly("parts: [31125, 93625, 156125, 218625]", "sum: 499500");
    }

    @Test
    void theSameWorkIsEnqueuedOnce() throws Exception {
        assertThat(printed(UniqueJobs::main))
                .containsExactly(
                        "the first: STORED", "the second: KEPT_EARLIER, the same job: true", "rebuilt customers");
    }

    @Test
    void aJobIsEnqueuedExactlyIfTheTransactionIsCommitted() throws Exception {
        assertThat(printed(TransactionalEnqueue::main))
                .containsExactly("shipped the teapot", "a job for the kettle: false");
    }

    @Test
    void jobsAreKeptInPostgres() throws Exception {
        String url = PostgresServer.shared().newDatabase();

        assertThat(printed(OnPostgres::main, url)).containsExactly("the square of 100 is 10000");
        assertThat(printed(OnPostgres::main, url)).containsExactly("the square of 100 is 10000");
    }
}
