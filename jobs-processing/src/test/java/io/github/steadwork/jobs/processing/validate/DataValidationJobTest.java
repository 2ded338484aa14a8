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
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataValidationJobTest {

    private static final long SMALLEST = 1 << 16;

    private final DataValidationJob job = new DataValidationJob();

    @TempDir
    Path folder;

    private Path rejects() {
        return folder.resolve("rejects.csv");
    }

    private ValidationSpec.Builder spec(Dataset input, ValidationRule... rules) {
        return ValidationSpec.builder()
                .input(input)
                .output(output(folder))
                .rules(rules)
                .rejects(RejectSpec.to(rejects()));
    }

    private List<String> valid(Dataset input, ValidationRule... rules) throws IOException {
        return texts(run(job, spec(input, rules).build()).output());
    }

    @Test
    void allFailuresOfARowAreKeptWithLineFieldRuleAndValue() throws IOException {
        Dataset input = csv(folder, "id,cost,state", "1,5,Texas", "2,-1,", "3,7,x");
        ValidationResult result = run(
                job,
                spec(
                                input,
                                ValidationRule.required("state"),
                                ValidationRule.min("cost", "0"),
                                ValidationRule.length("state", 2, 20))
                        .build());
        assertThat(texts(result.output())).containsExactly("{id=1, cost=5, state=Texas}");
        assertThat(result.rowsRejected()).isEqualTo(2);
        assertThat(Files.readAllLines(rejects()))
                .containsExactly(
                        "source,line,field,rule,severity,value,message,row",
                        "input.csv,3,state,required,error,,a value is missing,\"{id=2, cost=-1, state=null}\"",
                        "input.csv,3,cost,range,error,-1,'-1' is less than 0,\"{id=2, cost=-1, state=null}\"",
                        "input.csv,4,state,length,error,x,\"the length is 1, allowed is 2 or more\",\"{id=3, cost=7,"
                                + " state=x}\"");
        assertThat(result.rules())
                .containsExactly(
                        new RuleCount("required", "state", Severity.ERROR, 3, 1),
                        new RuleCount("range", "cost", Severity.ERROR, 3, 1),
                        new RuleCount("length", "state", Severity.ERROR, 2, 1));
    }

    @Test
    void aWarningIsToldAndTheRowGoesOn() throws IOException {
        Dataset input = csv(folder, "cost", "5", "-1");
        ValidationResult result =
                run(job, spec(input, ValidationRule.min("cost", "0").warning()).build());
        assertThat(result.rowsWritten()).isEqualTo(2);
        assertThat(result.rowsWarned()).isEqualTo(1);
        assertThat(result.rowsRejected()).isZero();
        assertThat(Files.readString(rejects())).contains("range,warning,-1");
    }

    @Test
    void nullsAreFineForEveryRuleButRequired() throws IOException {
        Dataset input = csv(folder, "a,b", ",1", ",1");
        assertThat(valid(
                        input,
                        ValidationRule.type(ColumnType.LONG, "a"),
                        ValidationRule.length("a", 5, 9),
                        ValidationRule.pattern("a", "x"),
                        ValidationRule.oneOf("a", "x"),
                        ValidationRule.unique("a"),
                        ValidationRule.expression("more", "length(a) > 3")))
                .hasSize(2);
    }

    @Test
    void blankTextIsMissing() throws IOException {
        assertThat(valid(csv(folder, "a,b", "\" \",1", "\"\",1", "x,1"), ValidationRule.required("a")))
                .containsExactly("{a=x, b=1}");
    }

    @Test
    void textIsHeldToATypeAndARange() throws IOException {
        Dataset input = csv(folder, "n,d", "1.5,2026-01-01", "x,2026-01-01", "9,2026-13-01", "11,2026-01-01")
                .with("types", "text");
        assertThat(valid(
                        input,
                        ValidationRule.range("n", "1", "10").as(ColumnType.DECIMAL),
                        ValidationRule.type(ColumnType.DATE, "d")))
                .containsExactly("{n=1.5, d=2026-01-01}");
    }

    @Test
    void aBoundWithAFractionFitsWholeNumbers() throws IOException {
        assertThat(valid(csv(folder, "n", "0", "1", "2"), ValidationRule.range("n", "0.5", "1.5")))
                .containsExactly("{n=1}");
    }

    @Test
    void timesHaveARange() throws IOException {
        Dataset input = csv(folder, "d", "1999-12-31", "2000-01-01");
        assertThat(valid(input, ValidationRule.min("d", "2000-01-01"))).containsExactly("{d=2000-01-01}");
    }

    @Test
    void aRangeOverTextIsRefused() throws IOException {
        assertThat(failure(
                        job,
                        spec(csv(folder, "a", "x"), ValidationRule.min("a", "1"))
                                .build()))
                .contains("rule 1: range needs numbers or times, but column 'a' is STRING");
    }

    @Test
    void patternsMatchTheWholeText() throws IOException {
        assertThat(valid(csv(folder, "a", "B-52", "xB-52", "B-52x"), ValidationRule.pattern("a", "[A-Z]-\\d+")))
                .containsExactly("{a=B-52}");
    }

    @Test
    void aPatternThatNeverEndsBreaksTheRule() throws IOException {
        run(
                job,
                spec(csv(folder, "a", "a".repeat(60) + "!"), ValidationRule.pattern("a", "(.*)(.*)(.*)(.*)(.*)x"))
                        .build());
        assertThat(Files.readString(rejects())).contains("too many steps");
    }

    @Test
    void aBadPatternIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> ValidationRule.pattern("a", "x(y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regex is 'x(y'")
                .hasMessageContaining("near character 4");
    }

    @Test
    void valuesThatAreNotAllowedAreToldWithTheNearest() throws IOException {
        assertThat(valid(csv(folder, "size", "Small", "Smal"), ValidationRule.oneOf("size", "Small", "Large")))
                .containsExactly("{size=Small}");
        assertThat(Files.readString(rejects())).contains("did you mean 'Small'?");
    }

    @Test
    void allowedNumbersAreComparedByValue() throws IOException {
        assertThat(valid(csv(folder, "n", "1.00", "2.50", "3"), ValidationRule.oneOf("n", "1", "2.5")))
                .hasSize(2);
    }

    @Test
    void conditionsSpanColumns() throws IOException {
        Dataset input = csv(folder, "total,part", "5,3", "3,5", ",5");
        assertThat(valid(
                        input,
                        ValidationRule.expression("parts", "part <= total").message("the part is more than all")))
                .containsExactly("{total=5, part=3}", "{total=null, part=5}");
        assertThat(Files.readString(rejects())).contains("input.csv,3,\"\",parts,error,,the part is more than all");
    }

    @Test
    void aConditionWithoutAValueIsBroken() throws IOException {
        assertThat(valid(csv(folder, "a,b", "4,2", "4,0"), ValidationRule.expression("ratio", "a / b > 1")))
                .containsExactly("{a=4, b=2}");
    }

    @Test
    void ofRowsThatAreNotUniqueTheFirstIsRight() throws IOException {
        Dataset input = csv(folder, "a,b", "1,x", "1,y", "1,x", ",x", ",x");
        assertThat(valid(input, ValidationRule.unique("a", "b")))
                .containsExactly("{a=1, b=x}", "{a=1, b=y}", "{a=null, b=x}", "{a=null, b=x}");
        assertThat(Files.readString(rejects())).contains("input.csv,4,\"a, b\",unique,error,,it repeats the row at 2");
    }

    @Test
    void uniquenessOfMoreKeysThanMemoryHoldsIsExact() throws IOException {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>(List.of("id,other"));
        Set<Integer> ids = new HashSet<>();
        Set<Integer> others = new HashSet<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            int id = random.nextInt(50_000);
            int other = random.nextInt(200_000);
            lines.add(id + "," + other);
            boolean newId = ids.add(id);
            boolean newOther = others.add(other);
            if (newId && newOther) {
                expected.add("{id=" + id + ", other=" + other + "}");
            }
        }
        Dataset input = csv(folder, lines.toArray(String[]::new));
        ValidationRule[] rules = {ValidationRule.unique("id"), ValidationRule.unique("other")};

        ValidationResult small = run(job, spec(input, rules).memory(SMALLEST).build());
        List<String> kept = texts(small.output());
        List<String> log = Files.readAllLines(rejects());
        ValidationResult large = run(job, spec(input, rules).build());

        assertThat(kept).containsExactlyElementsOf(expected);
        assertThat(texts(large.output())).containsExactlyElementsOf(expected);
        assertThat(Files.readAllLines(rejects())).containsExactlyElementsOf(log);
        assertThat(small.rules()).isEqualTo(large.rules());
        assertThat(small.rules().get(0).failed()).isEqualTo(30_000 - ids.size());
    }

    @Test
    void aShareOfBadRowsThatIsTooLargeFailsTheJobAndKeepsTheReasons() throws IOException {
        Dataset input = csv(folder, "a", "1", "-1", "-2", "4");
        ValidationSpec spec = spec(input, ValidationRule.min("a", "0"))
                .rejects(RejectSpec.to(rejects()).withMaxShare(0.25))
                .build();
        assertThat(failure(job, spec)).contains("2 rows are bad, of 4").contains("line 3, column 'a'");
        assertThat(Files.readAllLines(rejects())).hasSize(3);
        assertThat(folder.resolve("output.rows")).doesNotExist();
    }

    @Test
    void theFirstBadRowFailsTheJobWhereNothingElseIsSaid() throws IOException {
        ValidationSpec spec = spec(csv(folder, "a", "1", "-1"), ValidationRule.min("a", "0"))
                .rejects(RejectSpec.FAIL)
                .build();
        assertThat(failure(job, spec)).contains("input.csv, line 3, column 'a': '-1' is less than 0");
    }

    @Test
    void qualityIsToldInParts() throws IOException {
        Dataset input = csv(folder, "a,b", "1,x", ",y", "3,x", "4,z,ragged");
        ValidationResult result = run(
                job,
                spec(input, ValidationRule.required("a", "b"), ValidationRule.max("a", "2"), ValidationRule.unique("b"))
                        .build());
        Quality quality = result.quality();
        assertThat(quality.completeness()).isEqualTo(5 / 6.0);
        assertThat(quality.accuracy()).isEqualTo(1 / 3.0);
        assertThat(quality.consistency()).isEqualTo(2 / 3.0);
        assertThat(quality.score()).isCloseTo((5 / 6.0 + 1 / 3.0 + 2 / 3.0) / 3, within(1e-15));
        assertThat(result.rowsRead()).isEqualTo(4);
        assertThat(result.rowsRejected()).isEqualTo(3);
    }

    @Test
    void aScoreThatIsTooLowFailsTheJob() throws IOException {
        ValidationSpec spec = spec(csv(folder, "a", "1", "-1"), ValidationRule.min("a", "0"))
                .minScore(0.9)
                .build();
        assertThat(failure(job, spec)).contains("the score of quality is 0.5, but 0.9 is required");
    }

    @Test
    void aDimensionThatIsTooLowFailsTheJobWithAllThatAre() throws IOException {
        ValidationSpec spec = spec(
                        csv(folder, "a,b", "1,x", "-1,x"),
                        ValidationRule.min("a", "0").warning(),
                        ValidationRule.unique("b").warning())
                .minScore(Dimension.ACCURACY, 0.6)
                .minScore(Dimension.CONSISTENCY, 0.7)
                .minScore(Dimension.TIMELINESS, 1)
                .build();
        assertThat(failure(job, spec))
                .contains("CONSISTENCY is 0.5, but 0.7 is required", "ACCURACY is 0.5, but 0.6 is required")
                .doesNotContain("TIMELINESS is");
        assertThat(stored(spec, ValidationSpec.class)).isEqualTo(spec);
        assertThatThrownBy(() -> ValidationSpec.builder()
                        .minScore(Dimension.ACCURACY, 1.5)
                        .output(spec.output())
                        .build())
                .hasMessageContaining("minScores: ACCURACY is 1.5, allowed is 0 to 1");
    }

    @Test
    void allRulesThatDoNotFitAreNamedAtOnce() throws IOException {
        String message = failure(
                job,
                spec(
                                csv(folder, "state,cost", "x,1"),
                                ValidationRule.required("sate"),
                                ValidationRule.min("cost", "much"),
                                ValidationRule.unique("stat", "cots"))
                        .build());
        assertThat(message)
                .contains(
                        "rule 1: there is no column 'sate'", "rule 2:", "rule 3: there is no column 'stat'", "'cots'");
    }

    @Test
    void withoutRulesEverythingIsValidAndScoresOne() throws IOException {
        ValidationResult result = run(job, spec(csv(folder, "a", "1", "2")).build());
        assertThat(result.rowsWritten()).isEqualTo(2);
        assertThat(result.quality()).isEqualTo(new Quality(1, 1, 1, 1, 1));
        assertThat(rejects()).doesNotExist();
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() throws IOException {
        assertThat(failure(
                        job,
                        spec(csv(folder, "state", "x"), ValidationRule.required("sate"))
                                .build()))
                .contains("rule 1: there is no column 'sate'; did you mean 'state'?");
    }

    @Test
    void everyRuleTravelsAsJson() {
        ValidationSpec spec = ValidationSpec.builder()
                .output(Dataset.csv(Path.of("out.csv")))
                .rules(
                        ValidationRule.required("a", "b"),
                        ValidationRule.type(ColumnType.DATE, "a"),
                        ValidationRule.range("a", "1", "2").as(ColumnType.LONG),
                        ValidationRule.max("a", "2"),
                        ValidationRule.length("a", 1, 5),
                        ValidationRule.pattern("a", "x+"),
                        ValidationRule.oneOf("a", "x", "y").warning(),
                        ValidationRule.unique("a", "b"),
                        ValidationRule.expression("cross", "a > b").message("no"))
                .rejects(RejectSpec.SKIP.withMaxRows(3))
                .minScore(0.5)
                .memory(1 << 20)
                .build();
        assertThat(stored(spec, ValidationSpec.class)).isEqualTo(spec);
    }

    @Test
    void aSpecIsWrittenByHandWithoutWhatIsUsual() {
        ValidationSpec spec = fromJson("""
                {'output': {'format': 'rows', 'location': 'out.rows'},
                 'rules': [{'rule': 'required', 'columns': ['a']},
                           {'rule': 'range', 'column': 'a', 'min': 1, 'severity': 'WARNING'}],
                 'rejects': {'file': 'rejects.csv'}}
                """, ValidationSpec.class);
        assertThat(spec.rules())
                .containsExactly(
                        ValidationRule.required("a"),
                        new RangeRule("a", Optional.of("1"), Optional.empty(), Optional.empty(), Severity.WARNING));
        assertThat(spec.rejects()).isEqualTo(RejectSpec.to(Path.of("rejects.csv")));
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> ValidationRule.required()).hasMessageContaining("columns is empty");
        assertThatThrownBy(() -> ValidationRule.length("a", 5, 2)).hasMessageContaining("max is 2");
        assertThatThrownBy(() -> ValidationRule.oneOf("a")).hasMessageContaining("values is empty");
        assertThatThrownBy(
                        () -> new RangeRule("a", Optional.empty(), Optional.empty(), Optional.empty(), Severity.ERROR))
                .hasMessageContaining("min and max are missing");
        assertThatThrownBy(() -> spec(Dataset.previous()).minScore(2).build()).hasMessageContaining("minScore is 2.0");
    }
}
