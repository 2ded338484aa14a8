package io.github.steadwork.jobs.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.http.HttpAccess;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, an engine and a folder for tests of jobs that read APIs; the clock of the access is the engine's. */
abstract class ApiRig {

    final ManualClock clock = new ManualClock();
    final HttpAccess.Builder access = HttpAccess.builder()
            .allowPrivateAddresses()
            .retries(RetryPolicy.builder().maxRetries(1).delay(Duration.ZERO).build())
            .longestWait(Duration.ZERO);

    @TempDir
    Path folder;

    @Nullable TestApi server;
    @Nullable JobTester tester;

    @AfterEach
    void close() {
        if (tester != null) {
            tester.close();
        }
        if (server != null) {
            server.close();
        }
    }

    String serve(TestApi.Answers answers) throws IOException {
        server = TestApi.start(answers);
        return server.url();
    }

    List<String> asked() {
        return Objects.requireNonNull(server).asked();
    }

    JobRecord run(ApiStream... streams) {
        if (tester == null) {
            ApiIngestionJob job = new ApiIngestionJob(access.build()).withWorkFolder(folder.resolve("work"));
            tester = JobTester.on(new InMemoryJobQueue(clock), clock)
                    .register(job)
                    .manual();
        }
        JobId id = tester.enqueue(JobRequest.of(ApiIngestionJob.TYPE, ApiIngestion.of(streams)))
                .id();
        tester.drain();
        return tester.find(id);
    }

    ApiIngestionResult ingest(ApiStream... streams) {
        JobRecord ended = run(streams);
        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(JobState.SUCCEEDED);
        return Objects.requireNonNull(new JacksonPayloadCodec().decode(ended.result(), ApiIngestionResult.class));
    }

    String failure(ApiStream... streams) {
        JobRecord ended = run(streams);
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        return String.valueOf(ended.error());
    }

    Dataset output(String name) {
        return Dataset.rows(folder.resolve(name + ".rows"));
    }

    static List<List<@Nullable Object>> rows(Dataset dataset) throws IOException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                all.add(new ArrayList<>(row.asMap().values()));
            }
        }
        return all;
    }

    static List<Object> ids(Dataset dataset) throws IOException {
        return rows(dataset).stream()
                .map(row -> Objects.requireNonNull(row.get(0)))
                .toList();
    }

    static List<Object> upTo(int last) {
        return IntStream.rangeClosed(1, last).<Object>mapToObj(i -> (long) i).toList();
    }

    /** The records from one id to another, as a JSON list. */
    static String items(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
