package io.github.steadwork.jobs.processing.profile;

import static io.github.steadwork.jobs.processing.Tables.csv;
import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.jobs.processing.validate.ValidationResult;
import io.github.steadwork.jobs.processing.validate.ValidationRule;
import io.github.steadwork.jobs.processing.validate.ValidationSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataProfileJobTest {

    private final DataProfileJob job = new DataProfileJob();

    @TempDir
    Path folder;

    private Dataset people(int rows) throws IOException {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>(List.of("id,zip,born,size,score,note,empty"));
        for (int i = 0; i < rows; i++) {
            lines.add(String.join(
                    ",",
                    String.valueOf(1_000 + i),
                    String.format("%05d", random.nextInt(100_000)),
                    i % 7 == 0 ? "" : "19" + (50 + i % 50) + "-0" + (1 + i % 9) + "-11",
                    List.of("S", "M", "L").get(i % 3),
                    i % 4 == 0 ? "1.5" : String.valueOf(i % 10),
                    "note " + random.nextInt(rows),
                    ""));
        }
        return csv(folder, lines.toArray(String[]::new));
    }

    private ProfileResult profile(Dataset input) {
        return stored(run(job, ProfileSpec.of(input)), ProfileResult.class);
    }

    @Test
    void textIsProposedAsTheNarrowestTypeThatAllOfItFits() throws IOException {
        ProfileResult result = profile(people(300).with("types", "text"));
        assertThat(result.schema().columns())
                .containsExactly(
                        Column.required("id", ColumnType.LONG),
                        Column.required("zip", ColumnType.STRING),
                        Column.of("born", ColumnType.DATE),
                        Column.required("size", ColumnType.STRING),
                        Column.required("score", ColumnType.DECIMAL),
                        Column.required("note", ColumnType.STRING),
                        Column.of("empty", ColumnType.STRING));
        assertThat(result.rowsRead()).isEqualTo(300);
        ColumnProfile size = result.columns().get(3);
        assertThat(size.values()).containsExactly("L", "M", "S");
        assertThat(size.unique()).isFalse();
        ColumnProfile score = result.columns().get(4);
        assertThat(score.min()).contains("0");
        assertThat(score.max()).contains("9");
    }

    @Test
    void rulesAreProposedThatTheDataKeep() throws IOException {
        for (Dataset input : List.of(people(300), people(300).with("types", "text"))) {
            ProfileResult found = profile(input);
            assertThat(found.rules())
                    .contains(
                            ValidationRule.required("id"),
                            ValidationRule.unique("id"),
                            ValidationRule.oneOf("size", "L", "M", "S"),
                            ValidationRule.length("zip", 5, 5))
                    .doesNotContain(ValidationRule.required("born"), ValidationRule.unique("zip"));
            ValidationSpec.Builder spec =
                    ValidationSpec.builder().input(input).output(output(folder)).rejects(RejectSpec.SKIP);
            found.rules().forEach(spec::rule);
            ValidationResult valid = run(new DataValidationJob(), spec.build());
            assertThat(valid.rowsWritten()).isEqualTo(300);
            assertThat(valid.quality().score()).isEqualTo(1);
        }
    }

    @Test
    void theProposedSchemaReadsTheFile() throws IOException {
        Dataset input = people(50);
        ProfileResult found = profile(input.with("types", "text"));
        assertThat(profile(input.with(found.schema())).schema()).isEqualTo(found.schema());
    }

    @Test
    void aRepeatThatOnlyTheDiskRemembersIsFound() throws IOException {
        List<String> lines = new ArrayList<>(List.of("once,twice"));
        for (int i = 0; i < 20_000; i++) {
            lines.add(i + "," + (i == 19_999 ? 10_000 : i));
        }
        ProfileSpec spec = new ProfileSpec(csv(folder, lines.toArray(String[]::new)), RejectSpec.FAIL, 1 << 16);
        List<ColumnProfile> columns = run(job, spec).columns();
        assertThat(columns).extracting(ColumnProfile::unique).containsExactly(true, false);
        assertThat(columns).extracting(ColumnProfile::distinct).containsExactly(1_000L, 1_000L);
        assertThat(columns).extracting(ColumnProfile::distinctExact).containsExactly(false, false);
    }

    @Test
    void withoutRowsNothingIsProposed() throws IOException {
        ProfileResult result = profile(csv(folder, "a,b"));
        assertThat(result.rules()).isEmpty();
        assertThat(result.columns()).extracting(ColumnProfile::unique).containsExactly(false, false);
    }
}
