package io.github.steadwork.jobs.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.retry.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** A folder of files for tests, and the job that reads them. */
record Inbox(Path folder) {

    Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(UTF_8));
    }

    Path file(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.write(file, content);
    }

    static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    Path output() {
        return folder.resolve("out/strikes.rows");
    }

    Path rejects() {
        return folder.resolve("out/rejects.csv");
    }

    static FileIngestionResult run(FileIngestion spec) {
        return run(new FileIngestionJob(), spec);
    }

    static FileIngestionResult run(FileIngestionJob job, FileIngestion spec) {
        return Objects.requireNonNull(job.run(spec, RetryPolicy.NONE));
    }

    /** The message that the job fails with. */
    static String failure(FileIngestion spec) {
        return failure(new FileIngestionJob(), spec);
    }

    static String failure(FileIngestionJob job, FileIngestion spec) {
        Throwable failed = Assertions.catchThrowable(() -> job.run(spec, RetryPolicy.NONE));
        Assertions.assertThat(failed).isInstanceOf(JobFailedException.class);
        return String.valueOf(Objects.requireNonNull(failed.getCause()).getMessage());
    }

    static List<List<@Nullable Object>> rows(Optional<Dataset> dataset) throws IOException {
        return rows(dataset.orElseThrow());
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
}
