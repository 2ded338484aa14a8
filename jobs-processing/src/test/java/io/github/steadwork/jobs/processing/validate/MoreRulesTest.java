package io.github.steadwork.jobs.processing.validate;

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
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that look beyond a row: at other data, at all rows together, at the clock, or into the application's own code. */
class MoreRulesTest {

    private static final Schema STATES = Schema.of(Column.of("code", ColumnType.STRING));
    private static final Dataset KNOWN =
            Dataset.list(STATES, List.of(Row.of(STATES, "TX"), Row.of(STATES, "OH"), Row.of(STATES, "TX")));
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-10T12:00:00Z"));

    private final DataValidationJob job = new DataValidationJob(
            Extensions.none()
                    .with("odd", ColumnType.BOOLEAN, row -> row.get("n") instanceof Long n && n % 2 == 1)
                    .with("told", ColumnType.STRING, row -> "X".equals(row.get("state")) ? "X marks the spot" : null)
                    .with("thrown", ColumnType.BOOLEAN, row -> {
                        throw new IllegalStateException("no model");
                    })
                    .with("number", ColumnType.LONG, row -> 1L),
            NOON);

    @TempDir
    Path folder;

    private ValidationSpec.Builder spec(Dataset input, ValidationRule... rules) {
        return ValidationSpec.builder()
                .input(input)
                .output(output(folder))
                .rules(rules)
                .rejects(RejectSpec.to(folder.resolve("rejects.csv")));
    }

    private ValidationResult validated(Dataset input, ValidationRule... rules) {
        return run(job, stored(spec(input, rules).build(), ValidationSpec.class));
    }

    private String rejects() throws IOException {
        return Files.readString(folder.resolve("rejects.csv"));
    }

    @Test
    void aReferenceMustExistUnlessItIsNull() throws IOException {
        Dataset input = csv(folder, "id,state", "1,TX", "2,XX", "3,");
        ValidationResult result = validated(input, ValidationRule.reference("state", KNOWN, "code"));
        assertThat(texts(result.output())).containsExactly("{id=1, state=TX}", "{id=3, state=null}");
        assertThat(rejects()).contains("input.csv,3,state,reference,error,,there is no such row in inline");
        assertThat(result.quality().consistency()).isEqualTo(2 / 3.0);
    }

    @Test
    void severalColumnsReferToOneRowTogether() throws IOException {
        Schema pairs = Schema.of(Column.of("a", ColumnType.LONG), Column.of("b", ColumnType.LONG));
        Dataset reference = Dataset.list(pairs, List.of(Row.of(pairs, 1L, 2L), Row.of(pairs, 3L, 4L)));
        ValidationResult result = validated(
                csv(folder, "x,y", "1,2", "1,4", ",4"),
                ValidationRule.reference(reference, Map.of("x", "a", "y", "b")));
        assertThat(texts(result.output())).containsExactly("{x=1, y=2}", "{x=null, y=4}");
    }

    @Test
    void tooFewRowsFailTheJobUnlessItIsAWarning() throws IOException {
        Dataset input = csv(folder, "n", "1", "2");
        assertThat(failure(job, spec(input, ValidationRule.rowCount(3, 0)).build()))
                .contains("rule 'rowCount': there are 2 rows, allowed is 3 or more");
        assertThat(folder.resolve("output.rows")).doesNotExist();
        assertThat(failure(job, spec(input, ValidationRule.rowCount(0, 1)).build()))
                .contains("allowed is 1 or less");
        ValidationResult warned = validated(input, ValidationRule.rowCount(3, 0).warning());
        assertThat(warned.rowsWritten()).isEqualTo(2);
        assertThat(warned.rules()).containsExactly(new RuleCount("rowCount", "", Severity.WARNING, 1, 1));
        assertThat(warned.quality().completeness()).isZero();
        assertThat(rejects()).contains("rowCount,warning,,\"there are 2 rows, allowed is 3 or more\"");
    }

    @Test
    void theNewestTimeSaysWhetherTheDataAreFresh() throws IOException {
        Dataset input = csv(folder, "at", "2026-03-01T00:00", "2026-03-10T10:00", "");
        FreshnessRule rule = ValidationRule.freshness("at", Duration.ofHours(3));
        assertThat(validated(input, rule).quality().timeliness()).isEqualTo(1);
        assertThat(failure(
                        job,
                        spec(input, ValidationRule.freshness("at", Duration.ofHours(1)))
                                .build()))
                .contains("rule 'freshness' of column 'at': the newest, '2026-03-10T10:00:00' is older than PT1H");
        // ten in Tokyo is one at night in Greenwich
        assertThat(failure(job, spec(input, rule.zone(ZoneId.of("Asia/Tokyo"))).build()))
                .contains("is older than");
        assertThat(failure(job, spec(csv(folder, "at,n", ",1"), rule).build())).contains("freshness");
    }

    @Test
    void everyRowMayBeHeldToFreshness() throws IOException {
        Dataset input = csv(folder, "day", "2026-03-01", "2026-03-09", "2026-03-10");
        ValidationResult result = validated(
                input, ValidationRule.freshness("day", Duration.ofHours(12)).everyRow());
        // the ninth has ended twelve hours ago, which is not older than twelve hours
        assertThat(texts(result.output())).containsExactly("{day=2026-03-09}", "{day=2026-03-10}");
        assertThat(result.quality().timeliness()).isEqualTo(2 / 3.0);
        assertThat(result.quality().score()).isEqualTo(2 / 3.0);
    }

    @Test
    void theApplicationsOwnFunctionsAreRules() throws IOException {
        Dataset input = csv(folder, "n,state", "1,TX", "2,TX", "3,X");
        ValidationResult result = validated(input, ValidationRule.custom("odd"), ValidationRule.custom("told"));
        assertThat(texts(result.output())).containsExactly("{n=1, state=TX}");
        assertThat(rejects()).contains("odd,error,,'odd' does not hold").contains("told,error,,X marks the spot");
        assertThat(validated(input, ValidationRule.custom("thrown")).rowsRejected())
                .isEqualTo(3);
        assertThat(rejects()).contains("threw java.lang.IllegalStateException: no model");
        assertThat(failure(job, spec(input, ValidationRule.custom("number")).build()))
                .contains("gives LONG, but of a rule it gives a BOOLEAN");
        assertThat(failure(job, spec(input, ValidationRule.custom("unknown")).build()))
                .contains("there is no function 'unknown'");
    }

    @Test
    void rulesAreReadFromJson() {
        ValidationSpec spec = fromJson(
                "{'output':{'format':'rows','location':'o'},'rules':[{'rule':'rowCount','min':5},"
                        + "{'rule':'freshness','column':'at','maxAge':'PT24H'},{'rule':'custom','function':'odd'},"
                        + "{'rule':'reference','reference':{'format':'csv','location':'r.csv'},'on':{'a':'b'}}]}",
                ValidationSpec.class);
        assertThat(spec.rules())
                .contains(
                        ValidationRule.rowCount(5, 0),
                        ValidationRule.freshness("at", Duration.ofDays(1)),
                        ValidationRule.custom("odd"));
    }

    @Test
    void aRuleThatMakesNoSenseIsRefusedWhenItIsMade() {
        assertThatThrownBy(() -> ValidationRule.rowCount(5, 3)).hasMessageContaining("not less than min");
        assertThatThrownBy(() -> ValidationRule.freshness("a", Duration.ZERO)).hasMessageContaining("maxAge is PT0S");
        assertThatThrownBy(() -> ValidationRule.custom(" ")).hasMessageContaining("function is blank");
        assertThatThrownBy(() -> ValidationRule.reference(KNOWN, Map.of())).hasMessageContaining("on is empty");
    }
}
