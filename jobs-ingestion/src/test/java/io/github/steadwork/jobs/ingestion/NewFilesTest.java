package io.github.steadwork.jobs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.TransientException;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that remember what they have read, in an engine. */
class NewFilesTest {

    private final ManualClock clock = new ManualClock();

    @TempDir
    Path folder;

    private Inbox inbox;
    private JobTester tester;

    @BeforeEach
    void open() {
        inbox = new Inbox(folder);
        tester = JobTester.on(new InMemoryJobQueue(clock), clock)
                .register(new FileIngestionJob())
                .manual();
    }

    @AfterEach
    void close() {
        tester.close();
    }

    private FileIngestion.Builder onlyNew() {
        return FileIngestion.ndjson(folder + "/in/*.ndjson").onlyNew("orders");
    }

    private FileIngestionResult ingest(FileIngestion spec) {
        JobId id = tester.enqueue(FileIngestionJob.TYPE, spec).id();
        tester.drain();
        JobRecord ended = tester.find(id);
        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(JobState.SUCCEEDED);
        return Objects.requireNonNull(new JacksonPayloadCodec().decode(ended.result(), FileIngestionResult.class));
    }

    private List<@Nullable Object> ids(Path output) throws IOException {
        return Inbox.rows(Dataset.rows(output)).stream().<@Nullable Object>map(row -> row.get(0)).toList();
    }

    @Test
    void onlyFilesThatAreNewOrHaveChangedAreRead() throws IOException {
        Path first = inbox.file("in/a.ndjson", "{\"id\": 1}\n");
        assertThat(ingest(onlyNew().to(folder.resolve("1.rows"))).files()).isEqualTo(1);

        inbox.file("in/b.ndjson", "{\"id\": 2}\n");
        Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH)); // touched, but the same
        assertThat(ingest(onlyNew().to(folder.resolve("2.rows"))).files()).isEqualTo(1);
        assertThat(ids(folder.resolve("2.rows"))).containsExactly(2L);

        inbox.file("in/a.ndjson", "{\"id\": 3}\n"); // of the same size
        Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH.plusSeconds(1)));
        assertThat(ingest(onlyNew().to(folder.resolve("3.rows"))).files()).isEqualTo(1);
        assertThat(ids(folder.resolve("3.rows"))).containsExactly(3L);
    }

    @Test
    void whereNothingIsNewNothingIsWritten() throws IOException {
        Files.createDirectories(folder.resolve("in"));

        FileIngestionResult result = ingest(onlyNew().to(folder.resolve("1.rows")));

        assertThat(result.files()).isZero();
        assertThat(result.output()).isEmpty();
        assertThat(folder.resolve("1.rows")).doesNotExist();
    }

    @Test
    void anotherKeyRemembersForItself() throws IOException {
        inbox.file("in/a.ndjson", "{\"id\": 1}\n");
        ingest(onlyNew().to(folder.resolve("1.rows")));

        assertThat(ingest(onlyNew().onlyNew("other").to(folder.resolve("2.rows"))).files())
                .isEqualTo(1);
    }

    @Test
    void filesAreArchivedWhenTheyHaveBeenRead() throws IOException {
        inbox.file("in/a.ndjson", "{\"id\": 1}\n");
        ingest(onlyNew().archiveTo(folder.resolve("done")).to(folder.resolve("1.rows")));
        inbox.file("in/a.ndjson", "{\"id\": 2}\n");
        ingest(onlyNew().archiveTo(folder.resolve("done")).to(folder.resolve("2.rows")));

        assertThat(folder.resolve("in")).isEmptyDirectory();
        try (Stream<Path> done = Files.list(folder.resolve("done"))) {
            assertThat(done.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("a.ndjson", "2-a.ndjson");
        }
        assertThat(ids(folder.resolve("2.rows"))).containsExactly(2L);
    }

    @Test
    void aFailedJobForgetsNothingAndArchivesNothing() throws IOException {
        Path file = inbox.file("in/a.ndjson", "{\"id\": 1}\n{\"id\"\n");
        JobRecord job = tester.enqueue(
                FileIngestionJob.TYPE,
                onlyNew().archiveTo(folder.resolve("done")).to(folder.resolve("1.rows")));
        tester.drain();
        assertThat(tester.find(job.id()).state()).isEqualTo(JobState.FAILED);
        assertThat(file).exists();

        Files.writeString(file, "{\"id\": 1}\n");
        assertThat(ingest(onlyNew().to(folder.resolve("1.rows"))).rowsWritten()).isEqualTo(1);
    }

    @Test
    void aJobThatIsKilledAnywhereGoesOnWithTheSameFiles() throws IOException {
        for (int step = 1; step <= 6; step++) {
            Inbox own = new Inbox(Files.createDirectories(folder.resolve("step" + step)));
            own.file("in/a.ndjson", "{\"id\": 1}\n");
            own.file("in/b.ndjson", "{\"id\": 2}\n");
            Path output = own.folder().resolve("out.rows");
            FileIngestion spec = FileIngestion.ndjson(own.folder() + "/in/*.ndjson")
                    .onlyNew("killed" + step)
                    .archiveTo(own.folder().resolve("done"))
                    .to(output);
            try (JobTester killed = JobTester.on(new InMemoryJobQueue(clock), clock)
                    .register(new Killed(step, own))
                    .manual()) {
                JobId id = killed.enqueue(Killed.TYPE, spec).id();
                killed.drain();
                assertThat(killed.find(id).state()).isEqualTo(JobState.SUCCEEDED);
            }
            boolean chosen = step > 1; // before that the late file is one of them
            assertThat(ids(output))
                    .as("killed at step %d", step)
                    .isEqualTo(chosen ? List.of(1L, 2L) : List.of(1L, 2L, 3L));
            assertThat(own.folder().resolve("done/a.ndjson")).exists();
            assertThat(own.folder().resolve("done/b.ndjson")).exists();
            assertThat(own.folder().resolve(chosen ? "in/late.ndjson" : "done/late.ndjson"))
                    .exists();
        }
    }

    /** Runs the job against a context that fails at one of its writes, once; meanwhile another file arrives. */
    private static final class Killed extends BaseJob<FileIngestion, FileIngestionResult> {

        static final JobType<FileIngestion, FileIngestionResult> TYPE =
                JobType.of("killed-ingest", FileIngestion.class, FileIngestionResult.class);

        private final int step;
        private final Inbox inbox;
        private final FileIngestionJob job = new FileIngestionJob();
        private int steps;

        Killed(int step, Inbox inbox) {
            super(TYPE);
            this.step = step;
            this.inbox = inbox;
        }

        @Override
        protected FileIngestionResult execute(FileIngestion spec, JobContext context) throws Exception {
            return job.execute(spec, (JobContext) Proxy.newProxyInstance(
                    JobContext.class.getClassLoader(), new Class<?>[] {JobContext.class}, (proxy, method, args) -> {
                        boolean writes = method.getName().startsWith("save");
                        int at = writes ? steps += 2 : 0;
                        if (writes && at - 1 == step) { // before it
                            die();
                        }
                        Object result = method.invoke(context, args);
                        if (writes && at == step) { // after it
                            die();
                        }
                        return result;
                    }));
        }

        private void die() throws IOException {
            inbox.file("in/late.ndjson", "{\"id\": 3}\n");
            throw new TransientException("killed at " + step);
        }
    }
}
