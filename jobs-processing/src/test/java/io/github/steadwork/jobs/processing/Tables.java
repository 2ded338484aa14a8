package io.github.steadwork.jobs.processing;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.retry.RetryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Real files with a few rows, and jobs run on them. */
public final class Tables {

    private Tables() {}

    public static Dataset csv(Path folder, String... lines) throws IOException {
        Path file = folder.resolve("input.csv");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return Dataset.csv(file);
    }

    public static Dataset output(Path folder) {
        return Dataset.rows(folder.resolve("output.rows"));
    }

    public static List<Row> rows(Dataset dataset) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Each row as text, as {@code {a=1, b=x}}. */
    public static List<String> texts(Dataset dataset) throws IOException {
        return rows(dataset).stream().map(Row::toString).toList();
    }

    public static <P, R> R run(BaseJob<P, R> job, P spec) {
        return Objects.requireNonNull(job.run(spec, RetryPolicy.NONE));
    }

    /** What a job that must fail says. */
    public static <P, R> String failure(BaseJob<P, R> job, P spec) {
        try {
            job.run(spec, RetryPolicy.NONE);
        } catch (JobFailedException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("the job did not fail");
    }

    /** The value after it was written as JSON and read. */
    public static <T> T stored(T value, Class<T> type) {
        JacksonPayloadCodec codec = new JacksonPayloadCodec();
        return Objects.requireNonNull(codec.decode(codec.encode(value, 1), type));
    }

    /** The value that this JSON is read as, as from a file that somebody wrote. */
    public static <T> T fromJson(String json, Class<T> type) {
        JacksonPayloadCodec codec = new JacksonPayloadCodec();
        Payload payload = Payload.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), codec.id(), 1);
        return Objects.requireNonNull(codec.decode(payload, type));
    }
}
