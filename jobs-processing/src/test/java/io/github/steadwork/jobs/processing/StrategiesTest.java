package io.github.steadwork.jobs.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.jobs.processing.aggregate.AggregationSpec;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.aggregate.Measure;
import io.github.steadwork.jobs.processing.deduplicate.Best;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec;
import io.github.steadwork.jobs.processing.deduplicate.Keep;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.transform.TransformSpec;
import io.github.steadwork.jobs.processing.transform.TransformStep;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.jobs.processing.validate.ValidationRule;
import io.github.steadwork.jobs.processing.validate.ValidationSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same spec gives the same bytes and the same figures, whoever does the work and however the input is cut. */
class StrategiesTest {

    private static final Schema COLUMNS = Schema.of(
            Column.of("id", ColumnType.LONG),
            Column.of("shop", ColumnType.STRING),
            Column.of("price", ColumnType.DOUBLE),
            Column.of("day", ColumnType.DATE),
            Column.of("note", ColumnType.STRING));

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir
    Path folder;

    private int runs;

    /** A spec for a job, with what is chosen at random already chosen. */
    private interface Spec<P> {
        P of(Dataset input, Path results, RejectSpec rejects, Strategy strategy);
    }

    private record Work<P>(BaseJob<P, ?> job, Spec<P> spec) {}

    private static String csv(Random random, int rows) {
        List<String> notes = List.of("", "plain", "\"two\nlines\"", "\"a \"\"word\"\"\"", "\"a,b\"", "x;y;z", "größer");
        StringBuilder text = new StringBuilder("id,shop,price,day,note\n");
        for (int i = 0; i < rows; i++) {
            text.append(random.nextInt(40) == 0 ? "none" : Integer.toString(random.nextInt(rows)))
                    .append(",shop ")
                    .append(random.nextInt(5))
                    .append(',')
                    .append(random.nextInt(9) == 0 ? "" : random.nextGaussian() * Math.pow(10, random.nextInt(9)))
                    .append(",2026-0")
                    .append(1 + random.nextInt(5))
                    .append("-1")
                    .append(random.nextInt(10))
                    .append(',')
                    .append(notes.get(random.nextInt(notes.size())))
                    .append(random.nextInt(60) == 0 ? ",too much\n" : "\n");
        }
        return text.toString();
    }

    private static Work<TransformSpec> transform(Random random) {
        List<TransformStep> steps = new ArrayList<>(List.of(
                TransformStep.derive("double", "price * 2"),
                TransformStep.derive("odd", "1000 / (id - 7)"),
                TransformStep.filter("id % 3 <> 1"),
                TransformStep.fill("note", "nothing"),
                TransformStep.derive("year", "year(day)")));
        steps.removeIf(step -> random.nextInt(3) == 0);
        if (random.nextBoolean()) {
            steps.add(TransformStep.split("note", ";"));
            steps.add(TransformStep.explode("note"));
        }
        String format = random.nextBoolean() ? "output.csv" : "output.rows";
        return new Work<>(
                new DataTransformJob(),
                (input, results, rejects, strategy) -> TransformSpec.builder()
                        .input(input)
                        .output(dataset(results.resolve(format)))
                        .steps(steps.toArray(TransformStep[]::new))
                        .rejects(rejects)
                        .strategy(strategy)
                        .build());
    }

    private static Work<ValidationSpec> validate(Random random) {
        List<ValidationRule> rules = new ArrayList<>(List.of(
                ValidationRule.required("price", "note").warning(),
                ValidationRule.range("id", "10", "100000"),
                ValidationRule.pattern("shop", "shop [0-3]").warning(),
                ValidationRule.unique("id"),
                ValidationRule.unique("shop", "day").warning(),
                ValidationRule.expression("cheap", "price < 1000000"),
                ValidationRule.freshness("day", Duration.ofDays(30)).warning(),
                ValidationRule.rowCount(10_000, 0).warning()));
        rules.removeIf(rule -> random.nextInt(3) == 0);
        long memory = random.nextBoolean() ? 1 << 16 : 0;
        return new Work<>(
                new DataValidationJob(Extensions.none(), InstantSource.fixed(NOW)),
                (input, results, rejects, strategy) -> ValidationSpec.builder()
                        .input(input)
                        .output(dataset(results.resolve("output.csv")))
                        .rules(rules.toArray(ValidationRule[]::new))
                        .rejects(rejects)
                        .memory(memory)
                        .strategy(strategy)
                        .build());
    }

    private static Work<DeduplicationSpec> deduplicate(Random random) {
        int keep = random.nextInt(3);
        String[] keys = random.nextBoolean() ? new String[] {"id"} : new String[] {"shop", "day"};
        long memory = random.nextBoolean() ? 1 << 16 : 0;
        return new Work<>(new DataDeduplicationJob(), (input, results, rejects, strategy) -> {
            DeduplicationSpec.Builder spec = DeduplicationSpec.builder()
                    .input(input)
                    .output(dataset(results.resolve("output.csv")))
                    .dropped(dataset(results.resolve("dropped.rows")))
                    .keys(keys)
                    .rejects(rejects)
                    .memory(memory)
                    .strategy(strategy);
            return keep == 0
                    ? spec.keepBest(Best.greatest("price"), Best.least("1 / (id - 9)"))
                            .build()
                    : spec.keep(keep == 1 ? Keep.FIRST : Keep.LAST).build();
        });
    }

    private static Work<AggregationSpec> aggregate(Random random) {
        String key = random.nextBoolean() ? "shop" : "id";
        return new Work<>(
                new DataAggregationJob(),
                (input, results, rejects, strategy) -> AggregationSpec.builder()
                        .input(input)
                        .output(dataset(results.resolve("output.csv")))
                        .groupBy(key)
                        .measures(
                                Measure.sum("price"),
                                Measure.variance("price"),
                                Measure.median("price"),
                                Measure.first("note"),
                                Measure.last("day"))
                        .rejects(rejects)
                        .strategy(strategy)
                        .build());
    }

    private static Dataset dataset(Path file) {
        return file.toString().endsWith(".csv") ? Dataset.csv(file) : Dataset.rows(file);
    }

    /** The input as it is, or as a file of rows. */
    private Dataset input(Random random, int seed) throws IOException {
        Path file = folder.resolve("input" + seed + ".csv");
        Files.writeString(file, csv(random, 1 + random.nextInt(1_200)));
        Dataset csv = Dataset.csv(file).with(COLUMNS);
        if (random.nextInt(3) > 0) {
            return csv;
        }
        Dataset rows = Dataset.rows(folder.resolve("input" + seed + ".rows"));
        Tables.run(
                new DataTransformJob(),
                TransformSpec.builder()
                        .input(csv)
                        .output(rows)
                        .rejects(RejectSpec.SKIP)
                        .build());
        return rows;
    }

    /** All files that the job has written, by name, and its result. */
    private <P> Map<String, String> run(Work<P> work, Dataset input, boolean keep, Strategy strategy)
            throws IOException {
        Path results = Files.createDirectories(folder.resolve("run" + runs++));
        RejectSpec rejects = keep ? RejectSpec.to(results.resolve("rejects.csv")) : RejectSpec.FAIL;
        P spec = work.spec().of(input, results, rejects, strategy);
        Map<String, String> found = new TreeMap<>();
        if (strategy.kind() == Strategy.Kind.MAP_REDUCE) {
            found.put("result", onAnEngine(work.job(), spec));
        } else {
            try {
                found.put("result", String.valueOf(work.job().run(spec, RetryPolicy.NONE)));
            } catch (JobFailedException e) {
                found.put(
                        "result",
                        String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
            }
        }
        String told = found.get("result").replace(results.toString(), "").replaceAll("duration=[^,\\]]+", "");
        found.put("result", told);
        try (Stream<Path> files = Files.list(results)) {
            for (Path file : files.sorted().toList()) {
                found.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return found;
    }

    private static <P, R> String onAnEngine(BaseJob<P, R> job, P spec) {
        ManualClock clock = new ManualClock();
        try (JobTester tester =
                JobTester.on(new InMemoryJobQueue(clock), clock).register(job).manual()) {
            JobId id = tester.enqueue(job.type(), spec).id();
            tester.drain();
            JobRecord ended = tester.find(id);
            return ended.state() == JobState.SUCCEEDED
                    ? String.valueOf(new JacksonPayloadCodec()
                            .decode(ended.result(), job.type().resultClass()))
                    : ended.error().orElseThrow().message();
        }
    }

    /** Chunks that hold far more than memory may: those that are not next wait, and none is lost. */
    @Test
    void chunksThatDoNotFitIntoMemoryWait() throws IOException {
        Path file = folder.resolve("large.csv");
        Files.writeString(file, csv(new Random(3), 12_000));
        Dataset input = Dataset.csv(file).with(COLUMNS);
        DeduplicationSpec.Builder spec = DeduplicationSpec.builder()
                .input(input)
                .output(dataset(folder.resolve("one.csv")))
                .keys("id")
                .rejects(RejectSpec.SKIP)
                .memory(1 << 16);
        Tables.run(new DataDeduplicationJob(), spec.build());
        Strategy large = Strategy.parallelChunks(4).withChunkBytes(100_000);
        spec.output(dataset(folder.resolve("many.csv"))).strategy(large);
        Tables.run(new DataDeduplicationJob(), spec.build());
        assertThat(folder.resolve("many.csv")).hasSameBinaryContentAs(folder.resolve("one.csv"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyStrategyGivesTheSame(int seed) throws IOException {
        Random random = new Random(seed);
        Dataset input = input(random, seed);
        boolean keep = random.nextInt(4) > 0;
        for (Work<?> work : List.of(transform(random), validate(random), deduplicate(random), aggregate(random))) {
            Map<String, String> expected = run(work, input, keep, Strategy.SEQUENTIAL);
            for (Strategy strategy : List.of(
                    Strategy.parallelChunks(1 + random.nextInt(4)).withChunkBytes(100 + random.nextInt(9_000)),
                    Strategy.parallelChunks(),
                    Strategy.mapReduce(1 + random.nextInt(6), folder.resolve("chunks")))) {
                assertThat(run(work, input, keep, strategy))
                        .as("%s by %s", work.job().type(), strategy)
                        .isEqualTo(expected);
            }
        }
        try (Stream<Path> left = Files.list(Files.createDirectories(folder.resolve("chunks")))) {
            assertThat(keep ? left.toList() : List.of()).isEmpty();
        }
    }
}
