package io.github.steadwork.jobs.processing.aggregate;

import static io.github.steadwork.jobs.processing.Tables.csv;
import static io.github.steadwork.jobs.processing.Tables.failure;
import static io.github.steadwork.jobs.processing.Tables.fromJson;
import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.stored;
import static io.github.steadwork.jobs.processing.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.pipeline.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataAggregationJobTest {

    private static final long SMALLEST = 1 << 16;

    private final DataAggregationJob job = new DataAggregationJob();

    @TempDir
    Path folder;

    private AggregationSpec.Builder spec(Dataset input) {
        return AggregationSpec.builder().input(input).output(output(folder));
    }

    private List<String> result(AggregationSpec.Builder spec) throws IOException {
        return texts(run(job, spec.build()).output());
    }

    @Test
    void rowsAreGroupedAndMeasured() throws IOException {
        Dataset input = csv(
                folder, "state,day,cost", "TX,2001-05-01,10", "OH,2001-06-01,5", "TX,2002-01-01,1", "TX,2001-01-01,30");
        AggregationResult result = run(
                job,
                spec(input)
                        .groupBy("state")
                        .groupBy(GroupKey.by("year(day)").as("year"))
                        .measures(
                                Measure.count(),
                                Measure.sum("cost"),
                                Measure.avg("cost").as("mean"))
                        .build());
        assertThat(texts(result.output()))
                .containsExactly(
                        "{state=OH, year=2001, count=1, sum_cost=5, mean=5.0}",
                        "{state=TX, year=2001, count=2, sum_cost=40, mean=20.0}",
                        "{state=TX, year=2002, count=1, sum_cost=1, mean=1.0}");
        assertThat(result.rowsRead()).isEqualTo(4);
        assertThat(result.groups()).isEqualTo(3);
    }

    @Test
    void everyMeasureOfOneGroup() throws IOException {
        Dataset input = csv(folder, "v,t", "2,b", "4,a", "4,b", "4,", "5,c", "5,a", "7,b", "9,b", ",z");
        List<String> rows = result(spec(input)
                .measures(
                        Measure.count().as("rows"),
                        Measure.count("v").as("values"),
                        Measure.countDistinct("v").as("different"),
                        Measure.sum("v").as("sum"),
                        Measure.avg("v").as("avg"),
                        Measure.min("v").as("min"),
                        Measure.max("v").as("max"),
                        Measure.first("t").as("first"),
                        Measure.last("v").as("last"),
                        Measure.median("v").as("median"),
                        Measure.percentile("v", 0.9).as("p90"),
                        Measure.variance("v").as("variance"),
                        Measure.std("v").as("std"),
                        Measure.join("t", "|").as("joined")));
        assertThat(rows)
                .containsExactly(
                        "{rows=9, values=8, different=5, sum=40, avg=5.0, min=2, max=9, first=b, last=9, median=4.5,"
                                + " p90=7.6, variance=4.571428571428571, std=2.138089935299395, joined=b|a|b|c|a|b|b|z}");
    }

    @Test
    void aGroupWithoutValuesHasNullsAndCountsOfZero() throws IOException {
        Dataset input = csv(folder, "g,v", "a,", "a,", "b,1").with("types", "infer");
        List<String> rows = result(spec(input)
                .groupBy("g")
                .measures(Measure.count("v"), Measure.sum("v"), Measure.avg("v"), Measure.median("v"), Measure.std("v"))
                .having("g = 'a'"));
        assertThat(rows).containsExactly("{g=a, count_v=0, sum_v=null, avg_v=null, median_v=null, std_v=null}");
    }

    @Test
    void nullIsAGroupOfItsOwnAndComesLast() throws IOException {
        Dataset input = csv(folder, "g,v", ",1", "a,2", ",3");
        assertThat(result(spec(input).groupBy("g").measures(Measure.sum("v").as("s"))))
                .containsExactly("{g=a, s=2}", "{g=null, s=4}");
    }

    @Test
    void withoutGroupsThereIsOneRowEvenOfNothing() throws IOException {
        Dataset input = csv(folder, "v", "1");
        assertThat(result(
                        spec(input).measures(Measure.count(), Measure.sum("v")).having("count > 5")))
                .isEmpty();
        Dataset none = csv(folder, "v");
        assertThat(result(spec(none).measures(Measure.count(), Measure.max("v").as("m"))))
                .containsExactly("{count=0, m=null}");
        assertThat(result(spec(none).groupBy("v").measures(Measure.count()))).isEmpty();
    }

    @Test
    void groupsWithoutMeasuresAreTheDifferentRows() throws IOException {
        assertThat(result(spec(csv(folder, "a,b", "2,x", "1,y", "2,x")).groupBy("a", "b")))
                .containsExactly("{a=1, b=y}", "{a=2, b=x}");
    }

    @Test
    void groupsAreFilteredOrderedAndCut() throws IOException {
        Dataset input = csv(folder, "g,v", "a,1", "b,5", "c,5", "d,9", "e,0");
        assertThat(result(spec(input)
                        .groupBy("g")
                        .measures(Measure.sum("v").as("s"))
                        .having("s > 0")
                        .orderBy(Order.descending("s"))
                        .limit(3)))
                .containsExactly("{g=d, s=9}", "{g=b, s=5}", "{g=c, s=5}");
    }

    @Test
    void aColumnWithAnOddNameIsGroupedUnderIt() throws IOException {
        assertThat(result(spec(csv(folder, "Cost Total $", "1", "1"))
                        .groupBy("\"Cost Total $\"")
                        .measures(Measure.count())))
                .containsExactly("{Cost Total $=1, count=2}");
    }

    @Test
    void aRowForWhichAnExpressionHasNoValueIsRejectedAsAWhole() throws IOException {
        Dataset input = csv(folder, "g,a,b", "x,4,2", "x,1,0", "x,9,3");
        AggregationResult result = run(
                job,
                spec(input)
                        .groupBy("g")
                        .measures(Measure.count(), Measure.sum("a / b").as("s"))
                        .rejects(RejectSpec.SKIP)
                        .build());
        assertThat(texts(result.output())).containsExactly("{g=x, count=2, s=5}");
        assertThat(result.rowsRejected()).isEqualTo(1);
        assertThat(failure(
                        job, spec(input).measures(Measure.sum("a / b").as("s")).build()))
                .contains("line 3")
                .contains("a / b");
    }

    @Test
    void aSumThatDoesNotFitIsAnErrorThatNamesGroupAndMeasure() throws IOException {
        Dataset input = csv(folder, "g,v", "x,9223372036854775807", "x,1", "y,1");
        assertThat(failure(
                        job, spec(input).groupBy("g").measures(Measure.sum("v")).build()))
                .contains("measure 'sum_v' of the group [x]")
                .contains("9223372036854775808 does not fit a LONG");
        Dataset back = csv(folder, "g,v", "x,9223372036854775807", "x,1", "x,-5");
        assertThat(result(spec(back).groupBy("g").measures(Measure.sum("v").as("s"))))
                .containsExactly("{g=x, s=9223372036854775803}");
    }

    @Test
    void whatDoesNotFitTheColumnsIsRefused() throws IOException {
        Dataset input = csv(folder, "state,cost", "x,1");
        assertThat(failure(job, spec(input).groupBy("sate").build()))
                .contains("group 'sate'")
                .contains("'state'");
        assertThat(failure(job, spec(input).measures(Measure.sum("state")).build()))
                .contains("measure 'sum_state': SUM needs numbers, but state is STRING");
        assertThat(failure(job, spec(input).groupBy("state").having("state").build()))
                .contains("having: ");
        assertThat(failure(
                        job,
                        spec(input)
                                .groupBy("state")
                                .orderBy(Order.ascending("stat"))
                                .build()))
                .contains("order: there is no column 'stat'; did you mean 'state'?");
        assertThat(failure(
                        job,
                        spec(input)
                                .groupBy("state")
                                .measures(Measure.count().as("state"))
                                .build()))
                .contains("column 'state' stands at 1 and at 2");
    }

    @Test
    void specsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> spec(Dataset.previous()).build())
                .hasMessageContaining("groupBy and measures are empty");
        assertThatThrownBy(() -> spec(Dataset.previous()).groupBy("a").limit(-1).build())
                .hasMessageContaining("limit is -1");
        assertThatThrownBy(() -> Measure.percentile("a", 95)).hasMessageContaining("fraction is 95.0");
        assertThatThrownBy(() -> Measure.sum("a +")).hasMessageContaining("character");
    }

    /** What is promised not to depend on the order of rows: all but first, last and join. */
    @Test
    void theOrderOfRowsAndTheMemoryDoNotMatter() throws IOException {
        Random random = new Random(23);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(30) - 15);
            lines.add("g" + random.nextInt(3_000) + "," + value + "," + random.nextInt(9));
        }
        List<String> first = measured(lines, 0);
        Collections.shuffle(lines, random);
        assertThat(measured(lines, 0)).containsExactlyElementsOf(first);
        Collections.shuffle(lines, random);
        assertThat(measured(lines, SMALLEST)).containsExactlyElementsOf(first);
    }

    private List<String> measured(List<String> lines, long memory) throws IOException {
        List<String> all = new ArrayList<>(List.of("g,v,n"));
        all.addAll(lines);
        return result(spec(csv(folder, all.toArray(String[]::new)))
                .groupBy("g")
                .measures(
                        Measure.count(),
                        Measure.sum("v"),
                        Measure.avg("v"),
                        Measure.min("v"),
                        Measure.max("n"),
                        Measure.std("v"),
                        Measure.median("v"),
                        Measure.countDistinct("n"))
                .memory(memory));
    }

    @Test
    void firstLastAndJoinFollowTheSourceAlsoWhereMemoryIsShort() throws IOException {
        List<String> lines = new ArrayList<>(List.of("g,v"));
        for (int i = 0; i < 30_000; i++) {
            lines.add("g" + (i * 7919 % 5_000) + "," + i);
        }
        AggregationSpec.Builder spec = spec(csv(folder, lines.toArray(String[]::new)))
                .groupBy("g")
                .measures(Measure.first("v"), Measure.last("v"), Measure.join("v", " "));
        List<String> large = result(spec);
        assertThat(result(spec.memory(SMALLEST))).containsExactlyElementsOf(large);
        assertThat(large)
                .hasSize(5_000)
                .contains("{g=g0, first_v=0, last_v=25000, join_v=0 5000 10000 15000 20000 25000}");
    }

    @Test
    void valuesThatGetShorterGiveTheirMemoryBack() throws IOException {
        Dataset input = csv(folder, "v", "x".repeat(5_000), "b", "a".repeat(5_000), "a");
        assertThat(result(spec(input)
                        .measures(Measure.min("v").as("m"), Measure.last("v").as("l"))))
                .containsExactly("{m=a, l=a}");
    }

    @Test
    void oneGroupThatIsLargerThanTheMemoryIsStillExact() throws IOException {
        List<String> lines = new ArrayList<>(List.of("v"));
        for (int i = 0; i < 20_001; i++) {
            lines.add(Integer.toString(i * 7919 % 20_001));
        }
        Dataset input = csv(folder, lines.toArray(String[]::new));
        assertThat(result(spec(input)
                        .measures(
                                Measure.median("v").as("m"),
                                Measure.countDistinct("v").as("d"))
                        .memory(SMALLEST)))
                .containsExactly("{m=10000.0, d=20001}");
    }

    @Test
    void theSpecTravelsAsJson() {
        AggregationSpec spec = AggregationSpec.builder()
                .output(Dataset.csv(Path.of("out.csv")))
                .groupBy("a")
                .groupBy(GroupKey.by("year(d)").as("year"))
                .measures(Measure.count(), Measure.percentile("v", 0.95), Measure.join("t", "; "))
                .having("count > 1")
                .orderBy(Order.descending("count"), Order.ascending("a"))
                .limit(10)
                .rejects(RejectSpec.SKIP)
                .memory(1 << 20)
                .build();
        assertThat(stored(spec, AggregationSpec.class)).isEqualTo(spec);
    }

    @Test
    void aSpecIsWrittenByHandWithoutWhatIsUsual() {
        AggregationSpec spec = fromJson("""
                {'output': {'format': 'rows', 'location': 'out.rows'},
                 'groupBy': [{'of': 'state'}],
                 'measures': [{'name': 'n', 'function': 'COUNT'}, {'name': 's', 'function': 'SUM', 'of': 'cost'}]}
                """, AggregationSpec.class);
        assertThat(spec.groupBy()).containsExactly(GroupKey.by("state"));
        assertThat(spec.measures())
                .containsExactly(Measure.count().as("n"), Measure.sum("cost").as("s"));
    }
}
