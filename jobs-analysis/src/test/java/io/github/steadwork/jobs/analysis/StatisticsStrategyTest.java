package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.JobId;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same figures to the last bit, whoever reads the rows and however the input is cut. */
class StatisticsStrategyTest {

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    private Dataset csv(Random random, int rows) throws IOException {
        StringBuilder text = new StringBuilder("shop,price,weight,day,note\n");
        for (int i = 0; i < rows; i++) {
            text.append("shop ").append(random.nextInt(4)).append(',');
            text.append(random.nextInt(9) == 0 ? "" : random.nextGaussian() * Math.pow(10, random.nextInt(14)));
            text.append(',').append(random.nextInt(1_000)).append(".5,2026-0").append(1 + random.nextInt(9));
            text.append("-17,\"").append(random.nextInt(30)).append("\nlines\"\n");
        }
        Path file = folder.resolve("input.csv");
        Files.writeString(file, text);
        return Dataset.csv(file);
    }

    private StatisticsSpec.Builder spec(Random random, Dataset input) {
        StatisticsSpec.Builder spec = StatisticsSpec.builder(input)
                .groupBy("shop")
                .trend("day", Period.MONTH)
                .spearman();
        return random.nextBoolean() ? spec.columns("weight", "price", "note") : spec;
    }

    private StatisticsResult onAnEngine(StatisticsSpec spec) {
        try (JobTester tester = JobTester.on(new InMemoryJobQueue(clock), clock)
                .register(new StatisticalAnalysisJob(Extensions.none(), clock))
                .manual()) {
            JobId id = tester.enqueue(StatisticalAnalysisJob.TYPE, spec).id();
            tester.drain();
            return Objects.requireNonNull(
                    new JacksonPayloadCodec().decode(tester.find(id).result(), StatisticsResult.class));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyStrategyGivesTheSameFigures(int seed) throws IOException {
        Random random = new Random(seed);
        StatisticsSpec.Builder spec = spec(random, csv(random, 1 + random.nextInt(2_000)));
        StatisticalAnalysisJob job = new StatisticalAnalysisJob(Extensions.none(), clock);
        StatisticsResult expected = job.run(spec.build(), RetryPolicy.NONE);
        assertThat(expected).isNotNull();
        Strategy small = Strategy.parallelChunks(1 + random.nextInt(4)).withChunkBytes(100 + random.nextInt(5_000));
        assertThat(job.run(spec.strategy(small).build(), RetryPolicy.NONE)).isEqualTo(expected);
        Path chunks = Files.createDirectories(folder.resolve("chunks"));
        assertThat(onAnEngine(spec.strategy(Strategy.mapReduce(3, chunks)).build()))
                .isEqualTo(expected);
        assertThat(chunks).isEmptyDirectory();
    }

    @Test
    void aRowThatCannotBeReadFailsTheJobWhereverItIs() throws IOException {
        Dataset input = csv(new Random(1), 500);
        Files.writeString(input.path(), Files.readString(input.path()) + "too few\n");
        StatisticsSpec.Builder spec = StatisticsSpec.builder(input);
        for (Strategy strategy :
                new Strategy[] {Strategy.SEQUENTIAL, Strategy.parallelChunks(2).withChunkBytes(999)}) {
            assertThatThrownBy(() -> new StatisticalAnalysisJob(Extensions.none(), clock)
                            .run(spec.strategy(strategy).build(), RetryPolicy.NONE))
                    .hasRootCauseMessage(
                            "input.csv, line 1002: the row has 1 fields, but 5 are expected: too few; a line break may need quotes");
        }
    }
}
