package io.github.steadwork.jobs.processing.deduplicate;

import static io.github.steadwork.jobs.processing.Tables.csv;
import static io.github.steadwork.jobs.processing.Tables.failure;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataDeduplicationJobTest {

    private static final long SMALLEST = 1 << 16;

    private final DataDeduplicationJob job = new DataDeduplicationJob();

    @TempDir
    Path folder;

    private DeduplicationSpec.Builder spec(Dataset input) {
        return DeduplicationSpec.builder().input(input).output(output(folder));
    }

    @Test
    void ofRowsThatAreEqualTheFirstIsKept() throws IOException {
        Dataset input = csv(folder, "a,b", "1,x", "2,y", "1,x", "1,z", ",", ",");
        DeduplicationResult result = run(job, spec(input).build());
        assertThat(texts(result.output()))
                .containsExactly("{a=1, b=x}", "{a=2, b=y}", "{a=1, b=z}", "{a=null, b=null}");
        assertThat(result.rowsRead()).isEqualTo(6);
        assertThat(result.rowsWritten()).isEqualTo(4);
        assertThat(result.rowsDropped()).isEqualTo(2);
    }

    @Test
    void byKeysTheLastMayBeKept() throws IOException {
        Dataset input = csv(folder, "id,b", "1,x", "2,y", "1,z", "3,w", "2,v");
        DeduplicationResult result =
                run(job, spec(input).keys("id").keep(Keep.LAST).build());
        assertThat(texts(result.output())).containsExactly("{id=1, b=z}", "{id=3, b=w}", "{id=2, b=v}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST"})
    void droppedRowsNameTheRowThatWasKept(Keep keep) throws IOException {
        Dataset input = csv(folder, "id,b", "1,x", "2,y", "1,z", "1,w");
        Dataset dropped = Dataset.csv(folder.resolve("dropped.csv"));
        run(job, spec(input).keys("id").keep(keep).dropped(dropped).build());
        assertThat(texts(dropped))
                .containsExactlyElementsOf(
                        keep == Keep.FIRST
                                ? List.of(
                                        "{id=1, b=z, dropped_position=4, kept_position=2}",
                                        "{id=1, b=w, dropped_position=5, kept_position=2}")
                                : List.of(
                                        "{id=1, b=x, dropped_position=2, kept_position=5}",
                                        "{id=1, b=z, dropped_position=4, kept_position=5}"));
    }

    @Test
    void theBestIsKeptByAnExpressionAndTheFirstOfEquals() throws IOException {
        Dataset input = csv(folder, "id,price,day", "1,5,3", "2,9,1", "1,3,4", "1,3,9", "2,,1", "3,,1", "1,3,9");
        Dataset dropped = Dataset.csv(folder.resolve("dropped.csv"));
        DeduplicationSpec cheapest = spec(input)
                .keys("id")
                .keepBest(Best.least("price"), Best.greatest("day"))
                .dropped(dropped)
                .build();
        DeduplicationResult result = run(job, stored(cheapest, DeduplicationSpec.class));
        assertThat(texts(result.output()))
                .containsExactly("{id=2, price=9, day=1}", "{id=1, price=3, day=9}", "{id=3, price=null, day=1}");
        assertThat(texts(dropped))
                .containsExactly(
                        "{id=1, price=5, day=3, dropped_position=2, kept_position=5}",
                        "{id=1, price=3, day=4, dropped_position=4, kept_position=5}",
                        "{id=2, price=null, day=1, dropped_position=6, kept_position=3}",
                        "{id=1, price=3, day=9, dropped_position=8, kept_position=5}");
    }

    @Test
    void theBestIsTheSameFromMemoryAndFromDisk() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>(List.of("id,score"));
        Map<Integer, String> expected = new LinkedHashMap<>();
        int[] greatest = new int[3_000];
        for (int i = 0; i < 20_000; i++) {
            int id = random.nextInt(greatest.length);
            int score = 1 + random.nextInt(1_000_000);
            lines.add(id + "," + score);
            if (score > greatest[id]) {
                greatest[id] = score;
                expected.put(id, "{id=" + id + ", score=" + score + "}");
            }
        }
        Dataset input = csv(folder, lines.toArray(String[]::new));
        DeduplicationSpec.Builder spec = spec(input).keys("id").keepBest(Best.greatest("score"));
        List<String> kept = texts(run(job, spec.build()).output());
        assertThat(kept).containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(texts(run(job, spec.memory(SMALLEST).build()).output())).isEqualTo(kept);
    }

    @Test
    void aRowThatCannotBeJudgedIsRejected() throws IOException {
        Dataset input = csv(folder, "id,n", "1,0", "1,2");
        DeduplicationSpec.Builder spec = spec(input).keys("id").keepBest(Best.greatest("1 / n"));
        assertThat(failure(job, spec.build())).contains("line 2").contains("1 / n");
        assertThat(texts(run(job, spec.rejects(RejectSpec.SKIP).build()).output()))
                .containsExactly("{id=1, n=2}");
    }

    @Test
    void bestAndKeepBelongTogether() {
        assertThatThrownBy(() -> spec(Dataset.previous()).keep(Keep.BEST).build())
                .hasMessageContaining("name a best with BEST");
    }

    @Test
    void aMissingKeyIsNamedWithTheNearest() throws IOException {
        assertThat(failure(job, spec(csv(folder, "state", "x")).keys("sate").build()))
                .contains("there is no column 'sate'; did you mean 'state'?");
    }

    @Test
    void aColumnThatTheDroppedRowsWouldAddIsRefused() throws IOException {
        Dataset input = csv(folder, "kept_position", "1");
        assertThat(failure(
                        job,
                        spec(input)
                                .dropped(Dataset.csv(folder.resolve("d.csv")))
                                .build()))
                .contains("kept_position")
                .contains("rename it first");
    }

    @Test
    void rowsThatCannotBeReadAreCounted() throws IOException {
        Dataset input = csv(folder, "a,b", "1,x", "1,x,y", "1,x");
        DeduplicationResult result =
                run(job, spec(input).rejects(RejectSpec.SKIP).build());
        assertThat(result.rowsRead()).isEqualTo(3);
        assertThat(result.rowsRejected()).isEqualTo(1);
        assertThat(result.rowsDropped()).isEqualTo(1);
    }

    /** 60,000 rows with 40,000 keys need some megabytes; the budget has 64 kB. */
    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST"})
    void moreKeysThanMemoryHoldsGiveTheSameResult(Keep keep) throws IOException {
        List<String> lines = randomLines(60_000, 40_000);
        Dataset input = csv(folder, lines.toArray(String[]::new));
        Dataset droppedSmall = Dataset.rows(folder.resolve("small.rows"));
        Dataset droppedLarge = Dataset.rows(folder.resolve("large.rows"));

        DeduplicationResult small = run(
                job,
                spec(input)
                        .keys("id")
                        .keep(keep)
                        .dropped(droppedSmall)
                        .memory(SMALLEST)
                        .build());
        List<String> kept = texts(small.output());
        DeduplicationResult large =
                run(job, spec(input).keys("id").keep(keep).dropped(droppedLarge).build());

        assertThat(kept).containsExactlyElementsOf(expected(lines, keep));
        assertThat(texts(large.output())).containsExactlyElementsOf(kept);
        assertThat(texts(droppedSmall)).containsExactlyElementsOf(texts(droppedLarge));
        assertThat(small.rowsDropped()).isEqualTo(60_000 - kept.size());
    }

    private static List<String> randomLines(int rows, int keys) {
        Random random = new Random(17);
        List<String> lines = new ArrayList<>(List.of("id,n"));
        for (int i = 0; i < rows; i++) {
            lines.add("key-" + random.nextInt(keys) + "," + i);
        }
        return lines;
    }

    private static List<String> expected(List<String> lines, Keep keep) {
        Map<String, String> byKey = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int comma = line.indexOf(',');
            String key = line.substring(0, comma);
            String row = "{id=" + key + ", n=" + line.substring(comma + 1) + "}";
            if (keep == Keep.FIRST) {
                byKey.putIfAbsent(key, row);
            } else {
                byKey.remove(key);
                byKey.put(key, row);
            }
        }
        return List.copyOf(byKey.values());
    }

    @Test
    void theSpecTravelsAsJson() {
        DeduplicationSpec spec = DeduplicationSpec.builder()
                .output(Dataset.csv(Path.of("out.csv")))
                .keys("a", "b")
                .keep(Keep.LAST)
                .dropped(Dataset.csv(Path.of("dropped.csv")))
                .rejects(RejectSpec.SKIP)
                .memory(1 << 20)
                .build();
        assertThat(stored(spec, DeduplicationSpec.class)).isEqualTo(spec);
    }

    @Test
    void tooLittleMemoryIsRefused() {
        assertThatThrownBy(() -> DeduplicationSpec.builder()
                        .output(output(Path.of("x")))
                        .memory(5)
                        .build())
                .hasMessageContaining("memory is 5");
    }
}
