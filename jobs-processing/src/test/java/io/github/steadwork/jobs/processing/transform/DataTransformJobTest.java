package io.github.steadwork.jobs.processing.transform;

import static io.github.steadwork.jobs.processing.Tables.csv;
import static io.github.steadwork.jobs.processing.Tables.failure;
import static io.github.steadwork.jobs.processing.Tables.fromJson;
import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.rows;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.stored;
import static io.github.steadwork.jobs.processing.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTransformJobTest {

    private final DataTransformJob job = new DataTransformJob();

    @TempDir
    Path folder;

    private List<String> transformed(Dataset input, TransformStep... steps) throws IOException {
        TransformSpec spec = TransformSpec.builder()
                .input(input)
                .output(output(folder))
                .steps(steps)
                .build();
        return texts(run(job, spec).output());
    }

    private String refusal(Dataset input, TransformStep... steps) {
        return failure(
                job,
                TransformSpec.builder()
                        .input(input)
                        .output(output(folder))
                        .steps(steps)
                        .build());
    }

    @Test
    void severalStepsSeeEachOthersColumns() throws IOException {
        Dataset input = csv(folder, "Cost Total $,state,id", "10,Texas,1", "25,,2", "0,Ohio,3");
        List<String> rows = transformed(
                input,
                TransformStep.rename("Cost Total $", "cost"),
                TransformStep.fill("state", "unknown"),
                TransformStep.derive("label", "upper(state) || ':' || cast(cost as string)"),
                TransformStep.filter("cost > 0"),
                TransformStep.constant("batch", ColumnType.LONG, "7"),
                TransformStep.select("label", "batch"));
        assertThat(rows).containsExactly("{label=TEXAS:10, batch=7}", "{label=UNKNOWN:25, batch=7}");
    }

    @Test
    void theResultCountsWhatBecameOfEveryRow() throws IOException {
        Dataset input = csv(folder, "a,b", "6,2", "1,0", "0,5", "9,3,extra");
        Path rejects = folder.resolve("rejects.csv");
        TransformSpec spec = TransformSpec.builder()
                .input(input)
                .output(output(folder))
                .step(TransformStep.filter("a > 0"))
                .step(TransformStep.derive("c", "a / b"))
                .rejects(RejectSpec.to(rejects))
                .build();
        TransformResult result = run(job, spec);
        assertThat(result.rowsRead()).isEqualTo(4);
        assertThat(result.rowsWritten()).isEqualTo(1);
        assertThat(result.rowsFiltered()).isEqualTo(1);
        assertThat(result.rowsRejected()).isEqualTo(2);
        assertThat(result.bytesWritten()).isEqualTo(Files.size(folder.resolve("output.rows")));
        assertThat(Files.readString(rejects)).contains("input.csv,3,c,derive").contains("ragged");
    }

    @Test
    void aDivisionByZeroFailsTheJobWhereNothingElseIsSaid() throws IOException {
        assertThat(refusal(csv(folder, "a,b", "1,0"), TransformStep.derive("c", "a / b")))
                .contains("input.csv, line 2, column 'c'")
                .contains("a / b");
    }

    @Test
    void tooManyBadRowsFailTheJobAndLeaveTheOldOutput() throws IOException {
        Dataset input = csv(folder, "a", "1", "0", "0");
        Files.writeString(folder.resolve("output.rows"), "old");
        TransformSpec spec = TransformSpec.builder()
                .input(input)
                .output(output(folder))
                .step(TransformStep.derive("c", "1 / a"))
                .rejects(RejectSpec.SKIP.withMaxRows(1))
                .build();
        assertThat(failure(job, spec)).contains("2 rows are bad").contains("line 3");
        assertThat(folder.resolve("output.rows")).hasContent("old");
    }

    @Test
    void rowsKeepTheirLinesSoThatALaterJobCanNameThem() throws IOException {
        Dataset input = csv(folder, "a", "1", "2", "3");
        transformed(input, TransformStep.filter("a <> 2"));
        assertThat(rows(output(folder))).extracting(Row::position).containsExactly(2L, 4L);
    }

    @Test
    void renamingTwoColumnsAtOnceMaySwapThem() throws IOException {
        assertThat(transformed(csv(folder, "a,b", "1,2"), TransformStep.rename(Map.of("a", "b", "b", "a"))))
                .containsExactly("{b=1, a=2}");
    }

    @Test
    void aNameThatIsTakenIsRefused() throws IOException {
        assertThat(refusal(csv(folder, "a,b", "1,2"), TransformStep.rename("a", "b")))
                .contains("step 1")
                .contains("column 'b' stands at 1 and at 2");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() throws IOException {
        assertThat(refusal(csv(folder, "state,cost", "x,1"), TransformStep.drop("sate")))
                .contains("step 1: there is no column 'sate'; did you mean 'state'?");
    }

    @Test
    void aDroppedColumnIsGoneForLaterExpressions() throws IOException {
        assertThat(refusal(csv(folder, "a,b", "1,2"), TransformStep.drop("a"), TransformStep.derive("c", "a + 1")))
                .contains("step 2")
                .contains("'a'");
    }

    @Test
    void aColumnMayBeDroppedAndMadeAnew() throws IOException {
        assertThat(transformed(csv(folder, "a,b", "1,2"), TransformStep.drop("a"), TransformStep.derive("a", "b * 10")))
                .containsExactly("{b=2, a=20}");
    }

    @Test
    void anExpressionThatCannotBeReadIsRefusedAtOnce() {
        assertThatThrownBy(() -> TransformStep.derive("c", "a + * b")).hasMessageContaining("character 5");
    }

    @Test
    void aConditionThatIsNoConditionIsRefused() throws IOException {
        assertThat(refusal(csv(folder, "a", "1"), TransformStep.filter("a + 1")))
                .contains("true or false");
    }

    @Test
    void aConditionThatIsNullLeavesTheRowOut() throws IOException {
        assertThat(transformed(csv(folder, "a,b", "1,x", ",y"), TransformStep.filter("a = 1")))
                .containsExactly("{a=1, b=x}");
    }

    @Test
    void textIsConvertedStrictly() throws IOException {
        Dataset input = csv(folder, "n,d", "12,2026-02-28", "x,2026-02-30").with("types", "text");
        assertThat(transformed(
                        input,
                        TransformStep.convert(ColumnType.LONG, "n").nullOnFailure(),
                        TransformStep.convert(ColumnType.DATE, "d").nullOnFailure()))
                .containsExactly("{n=12, d=2026-02-28}", "{n=null, d=null}");
        assertThat(refusal(input, TransformStep.convert(ColumnType.LONG, "n")))
                .contains("line 3, column 'n'")
                .contains("'x' is not a LONG");
    }

    @Test
    void datesAreReadByAPatternAndInALanguage() throws IOException {
        Dataset input = csv(folder, "d,e", "28.02.2026,3 Mai 2026", "30.02.2026,3 Mai 2026")
                .with("types", "text");
        assertThat(transformed(
                        input,
                        TransformStep.convert(ColumnType.DATE, "d")
                                .pattern("dd.MM.yyyy")
                                .nullOnFailure(),
                        TransformStep.convert(ColumnType.DATE, "e")
                                .pattern("d MMMM uuuu")
                                .locale(Locale.GERMAN)))
                .containsExactly("{d=2026-02-28, e=2026-05-03}", "{d=null, e=2026-05-03}");
    }

    @Test
    void timesGetAZone() throws IOException {
        Dataset input = csv(folder, "t,u", "2026-07-01 12:00,01/07/2026 12:00").with("types", "text");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(transformed(
                        input,
                        TransformStep.convert(ColumnType.INSTANT, "t").zone(berlin),
                        TransformStep.convert(ColumnType.INSTANT, "u")
                                .pattern("dd/MM/yyyy HH:mm")
                                .zone(berlin)))
                .containsExactly("{t=2026-07-01T10:00:00Z, u=2026-07-01T10:00:00Z}");
    }

    @Test
    void numbersAreReadAndWrittenInALocale() throws IOException {
        Dataset input = csv(folder, "n;p", "1.234.567,89;$1,234.50", "1.23,4;$12,34")
                .with("delimiter", ";")
                .with("types", "text");
        assertThat(transformed(
                        input,
                        TransformStep.convert(ColumnType.DECIMAL, "n")
                                .locale(Locale.GERMANY)
                                .nullOnFailure(),
                        TransformStep.convert(ColumnType.DECIMAL, "p")
                                .pattern("$#,##0.00")
                                .nullOnFailure(),
                        TransformStep.derive("w", "n"),
                        TransformStep.convert(ColumnType.STRING, "w")
                                .pattern("#,##0.0")
                                .locale(Locale.US)))
                .containsExactly("{n=1234567.89, p=1234.50, w=1,234,567.9}", "{n=null, p=null, w=null}");
    }

    @Test
    void timesAreWrittenByAPatternAndInAZone() throws IOException {
        Dataset input = csv(folder, "d,t", "2026-03-01,2026-07-01T10:00:00Z");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(transformed(
                        input,
                        TransformStep.derive("local", "t"),
                        TransformStep.derive("start", "d"),
                        TransformStep.convert(ColumnType.STRING, "t")
                                .pattern("d MMM yyyy HH:mm")
                                .zone(berlin),
                        TransformStep.convert(ColumnType.LOCAL_DATE_TIME, "local")
                                .zone(berlin),
                        TransformStep.convert(ColumnType.INSTANT, "start").zone(berlin),
                        TransformStep.convert(ColumnType.STRING, "d")
                                .pattern("EEEE")
                                .locale(Locale.FRENCH)))
                .containsExactly(
                        "{d=dimanche, t=1 Jul 2026 12:00, local=2026-07-01T12:00:00," + " start=2026-02-28T23:00:00Z}");
        assertThat(refusal(input, TransformStep.convert(ColumnType.STRING, "t").pattern("HH:mm")))
                .contains("name the zone");
    }

    @Test
    void aTimeInAGapOfTheClockMovesForwardAndOneInAnOverlapIsTheEarlier() throws IOException {
        Dataset input = csv(folder, "t", "2026-03-29 02:30", "2026-10-25 02:30").with("types", "text");
        assertThat(transformed(
                        input, TransformStep.convert(ColumnType.INSTANT, "t").zone(ZoneId.of("Europe/Berlin"))))
                .containsExactly("{t=2026-03-29T01:30:00Z}", "{t=2026-10-25T00:30:00Z}");
    }

    @Test
    void numbersInALocaleAreWholeTexts() throws IOException {
        Dataset input = csv(folder, "n", "1 234,5", "-7", "12 34", "5x", "1,5,6", "1e3")
                .with("types", "text")
                .with("delimiter", ";");
        assertThat(transformed(
                        input,
                        TransformStep.convert(ColumnType.DECIMAL, "n")
                                .locale(Locale.FRANCE)
                                .nullOnFailure()))
                .containsExactly("{n=1234.5}", "{n=-7}", "{n=null}", "{n=null}", "{n=null}", "{n=null}");
    }

    @Test
    void aNumberWithAFractionIsNoWholeNumber() throws IOException {
        Dataset input = csv(folder, "n", "1.234", "1,5").with("types", "text").with("delimiter", ";");
        assertThat(transformed(
                        input,
                        TransformStep.convert(ColumnType.LONG, "n")
                                .locale(Locale.GERMANY)
                                .nullOnFailure()))
                .containsExactly("{n=1234}", "{n=null}");
    }

    @Test
    void aPatternOfTimesWithoutItsPartsIsARowsFault() throws IOException {
        Dataset input = csv(folder, "t", "07.2026").with("types", "text");
        assertThat(refusal(input, TransformStep.convert(ColumnType.DATE, "t").pattern("MM.yyyy")))
                .contains("line 2, column 't'")
                .contains("is not a DATE of the pattern");
        assertThat(refusal(input, TransformStep.convert(ColumnType.INSTANT, "t").pattern("MM.yyyy")))
                .contains("name it in the step");
    }

    @Test
    void settingsOfAConversionAreRefusedWhereTheyMakeNoSense() {
        assertThatThrownBy(() -> TransformStep.convert(ColumnType.DATE, "d").pattern("dd.QQ.JJJJ"))
                .hasMessageContaining("pattern is 'dd.QQ.JJJJ'");
        assertThatThrownBy(() -> TransformStep.convert(ColumnType.BYTES, "d").pattern("x"))
                .hasMessageContaining("has no pattern");
        assertThatThrownBy(() -> TransformStep.convert(ColumnType.DATE, "d").locale(Locale.GERMANY))
                .hasMessageContaining("locale is 'de-DE'");
        assertThatThrownBy(() -> TransformStep.convert(ColumnType.LONG, "d").zone(ZoneId.of("UTC")))
                .hasMessageContaining("has no zone");
        assertThatThrownBy(() -> new ConvertStep(
                        List.of("d"), ColumnType.DATE, "", "", "Mars/Base", ConvertStep.OnFailure.REJECT))
                .hasMessageContaining("zone is 'Mars/Base'");
    }

    @Test
    void textIsTrimmedReplacedAndWrittenInOneCase() throws IOException {
        Dataset input = csv(folder, "a,b,c", "\"  x  y \",new-york,o'HARE intl", "\" \",,")
                .with("types", "text");
        assertThat(transformed(
                        input,
                        TransformStep.trim("a").collapsing().blankToNulls(),
                        TransformStep.replace("b", "-", " "),
                        TransformStep.replaceRegex("b", "(\\w+) (\\w+)", "$2 $1"),
                        TransformStep.normaliseCase(CaseStep.Style.TITLE, "c")))
                .containsExactly("{a=x y, b=york new, c=O'hare Intl}", "{a=null, b=null, c=null}");
    }

    @Test
    void aLongNumberIsMappedByValue() throws IOException {
        assertThat(transformed(csv(folder, "n", "1.50", "2.5"), TransformStep.mapValues("n", Map.of("1.5", "9"))))
                .first()
                .asString()
                .startsWith("{n=9");
    }

    @Test
    void stepsForTextRefuseOtherColumns() throws IOException {
        assertThat(refusal(csv(folder, "a", "1"), TransformStep.trim("a"))).contains("column 'a' is LONG");
    }

    @Test
    void valuesAreMapped() throws IOException {
        Dataset input = csv(folder, "a,n", "x,1", "y,2", ",3");
        MapValuesStep names = TransformStep.mapValues("a", Map.of("x", "ex"));
        assertThat(transformed(input, names, TransformStep.mapValues("n", Map.of("1", "10"))))
                .containsExactly("{a=ex, n=10}", "{a=y, n=2}", "{a=null, n=3}");
        assertThat(transformed(input, names.otherwise(MapValuesStep.Otherwise.NULL)))
                .containsExactly("{a=ex, n=1}", "{a=null, n=2}", "{a=null, n=3}");
        assertThat(refusal(input, names.otherwise(MapValuesStep.Otherwise.REJECT)))
                .contains("'y' is not one of the values to map");
    }

    @Test
    void aRegularExpressionThatNeverEndsRejectsItsRow() throws IOException {
        Dataset input = csv(folder, "a", "a".repeat(60) + "!");
        assertThat(refusal(input, TransformStep.replaceRegex("a", "(.*)(.*)(.*)(.*)(.*)x", "")))
                .contains("line 2")
                .contains("too many steps");
    }

    @Test
    void aBadRegularExpressionIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> TransformStep.replaceRegex("a", "x(y", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("find is 'x(y'")
                .hasMessageContaining("near character");
        assertThatThrownBy(() -> TransformStep.replaceRegex("a", "x(y)", "$3"))
                .hasMessageContaining("replacement is '$3'");
    }

    @Test
    void everyStepTravelsAsJson() {
        TransformSpec spec = TransformSpec.builder()
                .output(Dataset.csv(Path.of("out.csv")))
                .steps(
                        TransformStep.rename("a", "b"),
                        TransformStep.select("b", "c"),
                        TransformStep.drop("c"),
                        TransformStep.convert(ColumnType.DATE, "b")
                                .pattern("dd.MM.yyyy")
                                .zone(ZoneId.of("UTC"))
                                .locale(Locale.UK),
                        TransformStep.fill("b", "x"),
                        TransformStep.constant("k", ColumnType.DOUBLE, "1.5"),
                        TransformStep.derive("d", "b || 'x'"),
                        TransformStep.filter("d is not null"),
                        TransformStep.replaceRegex("d", "x+", "y"),
                        TransformStep.trim().collapsing(),
                        TransformStep.normaliseCase(CaseStep.Style.LOWER),
                        TransformStep.mapValues("d", Map.of("y", "z")).otherwise(MapValuesStep.Otherwise.NULL))
                .rejects(RejectSpec.to(Path.of("rejects.csv")).withMaxShare(0.5))
                .build();
        assertThat(stored(spec, TransformSpec.class)).isEqualTo(spec);
    }

    @Test
    void aSpecIsWrittenByHandWithoutWhatIsUsual() throws IOException {
        TransformSpec spec = fromJson("""
                {'output': {'format': 'rows', 'location': 'out.rows'},
                 'steps': [{'step': 'convert', 'columns': ['a'], 'to': 'LONG'},
                           {'step': 'constant', 'column': 'k', 'value': 'x'},
                           {'step': 'filter', 'keep': 'a > 1'}]}
                """, TransformSpec.class);
        assertThat(spec.input()).isEqualTo(Dataset.previous());
        assertThat(spec.rejects()).isEqualTo(RejectSpec.FAIL);
        assertThat(spec.steps())
                .containsExactly(
                        TransformStep.convert(ColumnType.LONG, "a"),
                        TransformStep.constant("k", "x"),
                        TransformStep.filter("a > 1"));
    }

    @Test
    void aSpecWithoutOutputIsRefused() {
        assertThatThrownBy(() -> TransformSpec.builder().build()).hasMessageContaining("output is missing");
        assertThatThrownBy(
                        () -> TransformSpec.builder().output(Dataset.previous()).build())
                .hasMessageContaining("only for reading");
    }
}
