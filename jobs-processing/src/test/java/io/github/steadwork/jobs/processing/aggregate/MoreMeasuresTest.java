package io.github.steadwork.jobs.processing.aggregate;

import static io.github.steadwork.jobs.processing.Tables.csv;
import static io.github.steadwork.jobs.processing.Tables.failure;
import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.rows;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.stored;
import static io.github.steadwork.jobs.processing.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.pipeline.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures of some rows only, lists, estimates, pivots and windows of time. */
class MoreMeasuresTest {

    private static final long SMALLEST = 1 << 16;

    private final DataAggregationJob job = new DataAggregationJob();

    @TempDir
    Path folder;

    private AggregationSpec.Builder spec(Dataset input) {
        return AggregationSpec.builder().input(input).output(output(folder));
    }

    private List<String> result(AggregationSpec.Builder spec) throws IOException {
        return texts(run(job, stored(spec.build(), AggregationSpec.class)).output());
    }

    @Test
    void allGroupsAndMeasuresThatDoNotFitAreNamedAtOnce() throws IOException {
        Dataset input = csv(folder, "shop,price", "a,1");
        String message = failure(
                job,
                spec(input)
                        .groupBy("shp")
                        .measures(Measure.sum("shop").as("wrong"), Measure.max("prise"), Measure.count())
                        .build());
        assertThat(message).contains("group 'shp'", "measure 'wrong': SUM needs numbers", "'prise'");
    }

    @Test
    void aMeasureMayBeOfSomeRowsOnly() throws IOException {
        Dataset input = csv(folder, "shop,price,paid", "a,1,true", "a,2,false", "b,4,", "a,8,true");
        assertThat(result(spec(input)
                        .groupBy("shop")
                        .measures(
                                Measure.count().where("paid").as("paid"),
                                Measure.sum("price")
                                        .where("paid")
                                        .where("price > 1")
                                        .as("dear"),
                                Measure.count())))
                .containsExactly("{shop=a, paid=2, dear=8, count=3}", "{shop=b, paid=0, dear=null, count=1}");
        assertThat(failure(
                        job,
                        spec(input).measures(Measure.count().where("price")).build()))
                .contains("measure 'count': where needs a condition");
    }

    @Test
    void pivotMakesColumnsOfValues() throws IOException {
        Dataset input = csv(folder, "shop,state,price", "a,open,1", "a,it's done,2", "b,open,4", "a,open,8", "b,odd,5");
        assertThat(result(spec(input)
                        .groupBy("shop")
                        .measures(Measure.count(), Measure.sum("price").as("total"))
                        .pivot("state", "open", "it's done")
                        .measures(Measure.count().as("all"))))
                .containsExactly(
                        "{shop=a, open_count=2, open_total=9, it's done_count=1, it's done_total=2, all=3}",
                        "{shop=b, open_count=1, open_total=4, it's done_count=0, it's done_total=null, all=2}");
    }

    @Test
    void collectGivesTheValuesInTheOrderOfTheSource() throws IOException {
        List<String> lines = new ArrayList<>(List.of("k,v"));
        for (int i = 0; i < 3_000; i++) {
            lines.add(i % 600 + "," + (i % 7 == 0 ? "" : String.valueOf(i)));
        }
        AggregationSpec.Builder spec = spec(csv(folder, lines.toArray(String[]::new)))
                .groupBy("k")
                .measures(Measure.collect("v").as("all"));
        List<String> expected = result(spec);
        assertThat(expected).first().isEqualTo("{k=0, all=[600,1200,1800,2400]}");
        assertThat(result(spec.memory(SMALLEST))).isEqualTo(expected);
        assertThat(result(spec(csv(folder, "k,v", "1,")).measures(Measure.collect("v"))))
                .containsExactly("{collect_v=null}");
    }

    @Test
    void anEstimateIsExactForFewAndNearForMany() throws IOException {
        List<String> lines = new ArrayList<>(List.of("k,v"));
        Random random = new Random(5);
        for (int i = 0; i < 40_000; i++) {
            lines.add("few," + random.nextInt(200));
            lines.add("many," + random.nextInt(30_000));
        }
        AggregationSpec.Builder spec = spec(csv(folder, lines.toArray(String[]::new)))
                .groupBy("k")
                .measures(
                        Measure.countDistinct("v").as("exact"),
                        Measure.countDistinctApproximately("v").as("near"));
        run(job, spec.build());
        Object[] few = rows(output(folder)).get(0).toArray();
        Object[] many = rows(output(folder)).get(1).toArray();
        assertThat(few[2]).isEqualTo(few[1]).isEqualTo(200L);
        double exact = (Long) Objects.requireNonNull(many[1]);
        assertThat((double) (Long) Objects.requireNonNull(many[2])).isCloseTo(exact, within(exact * 0.05));
    }

    @Test
    void anEstimateDependsOnNeitherOrderNorMerges() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            lines.add(i % 40 + "," + i);
        }
        List<String> results = new ArrayList<>();
        for (long memory : new long[] {0, SMALLEST}) {
            Collections.shuffle(lines, new Random(memory));
            List<String> file = new ArrayList<>(List.of("k,v"));
            file.addAll(lines);
            results.add(result(spec(csv(folder, file.toArray(String[]::new)))
                            .groupBy("k")
                            .measures(Measure.countDistinctApproximately("v"))
                            .memory(memory))
                    .toString());
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
    }

    @Test
    void windowsOfTimeFollowOneAnother() throws IOException {
        Dataset input = csv(
                folder, "at", "2026-03-10T09:00", "2026-03-10T09:14:59.9", "2026-03-10T09:15", "1969-12-31T23:59", "");
        assertThat(result(spec(input)
                        .groupBy(GroupKey.window("at", Duration.ofMinutes(15)).as("from"))
                        .measures(Measure.count())))
                .containsExactly(
                        "{from=1969-12-31T23:45:00, count=1}",
                        "{from=2026-03-10T09:00:00, count=2}",
                        "{from=2026-03-10T09:15:00, count=1}",
                        "{from=null, count=1}");
    }

    @Test
    void windowsThatOverlapHoldARowSeveralTimes() throws IOException {
        Dataset input = csv(folder, "day,n", "2026-03-10,1", "2026-03-11,2");
        assertThat(result(spec(input)
                        .groupBy(GroupKey.sliding("day", Duration.ofDays(2), Duration.ofDays(1))
                                .as("from"))
                        .measures(Measure.sum("n").as("n"))))
                .containsExactly("{from=2026-03-09, n=1}", "{from=2026-03-10, n=3}", "{from=2026-03-11, n=2}");
    }

    @Test
    void aWindowThatMakesNoSenseIsRefused() throws IOException {
        assertThatThrownBy(() -> GroupKey.window("at", Duration.ZERO)).hasMessageContaining("whole seconds");
        assertThatThrownBy(() -> GroupKey.sliding("at", Duration.ofMinutes(5), Duration.ofMinutes(2)))
                .hasMessageContaining("multiple of every");
        assertThat(failure(
                        job,
                        spec(csv(folder, "n", "1"))
                                .groupBy(GroupKey.window("n", Duration.ofHours(1)))
                                .build()))
                .contains("a window needs times");
        assertThat(failure(
                        job,
                        spec(csv(folder, "d", "2026-03-10"))
                                .groupBy(GroupKey.window("d", Duration.ofHours(1)))
                                .build()))
                .contains("whole days");
    }
}
