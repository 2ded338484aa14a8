package io.github.steadwork.jobs.processing.transform;

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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that take values apart, put them together, hide them, look them up or compute them elsewhere. */
class MoreStepsTest {

    private static final Schema PLACES =
            Schema.of(Column.of("code", ColumnType.STRING), Column.of("region", ColumnType.STRING));
    private static final Dataset REGIONS = Dataset.list(
            PLACES, List.of(Row.of(PLACES, "TX", "South"), Row.of(PLACES, "OH", "Midwest"), Row.of(PLACES, null, "?")));

    @TempDir
    Path folder;

    private TransformSpec.Builder spec(Dataset input, TransformStep... steps) {
        return TransformSpec.builder().input(input).output(output(folder)).steps(steps);
    }

    private List<String> transformed(Dataset input, TransformStep... steps) throws IOException {
        TransformSpec spec = stored(spec(input, steps).build(), TransformSpec.class);
        return texts(run(new DataTransformJob(), spec).output());
    }

    private String refusal(Dataset input, TransformStep... steps) {
        return failure(new DataTransformJob(), spec(input, steps).build());
    }

    private Dataset json(String... lines) throws IOException {
        Path file = folder.resolve("input.ndjson");
        Files.writeString(file, String.join("\n", lines).replace('\'', '"'));
        return Dataset.ndjson(file);
    }

    @Test
    void booleansAreReadAndWrittenInWords() throws IOException {
        Dataset input = csv(folder, "paid,sent", "Yes,true", "n,false", "perhaps,true");
        TransformSpec spec = TransformSpec.builder()
                .input(input)
                .output(output(folder))
                .steps(
                        TransformStep.convert(ColumnType.BOOLEAN, "paid")
                                .pattern("yes,y|no,n")
                                .nullOnFailure(),
                        TransformStep.convert(ColumnType.STRING, "sent").pattern("ja|nein"))
                .build();
        assertThat(texts(run(new DataTransformJob(), stored(spec, TransformSpec.class))
                        .output()))
                .containsExactly("{paid=true, sent=ja}", "{paid=false, sent=nein}", "{paid=null, sent=ja}");
        for (String wrong : List.of("yes", "yes|no|maybe", "yes|YES", "|no")) {
            assertThatThrownBy(() ->
                            TransformStep.convert(ColumnType.BOOLEAN, "paid").pattern(wrong))
                    .hasMessageContaining("as yes,y|no,n");
        }
    }

    @Test
    void reorderMovesSomeColumnsToTheBeginning() throws IOException {
        assertThat(transformed(csv(folder, "a,b,c", "1,2,3"), TransformStep.reorder("c", "a")))
                .containsExactly("{c=3, a=1, b=2}");
    }

    @Test
    void splitGivesTheLastColumnTheRestAndNullsWhereNothingIs() throws IOException {
        Dataset input = csv(folder, "name", "Ada King Lovelace", "Plato", "\"\"", "");
        assertThat(transformed(input, TransformStep.split("name", " ", "first", "rest")))
                .containsExactly(
                        "{name=Ada King Lovelace, first=Ada, rest=King Lovelace}",
                        "{name=Plato, first=Plato, rest=null}",
                        "{name=, first=, rest=null}",
                        "{name=null, first=null, rest=null}");
    }

    @Test
    void splitWithoutNamesGivesAListWhichExplodeMakesRowsOf() throws IOException {
        Dataset input = csv(folder, "id,tags", "1,4;5;6", "2,", "3,7");
        assertThat(transformed(input, TransformStep.split("tags", ";")))
                .containsExactly("{id=1, tags=[\"4\",\"5\",\"6\"]}", "{id=2, tags=null}", "{id=3, tags=[\"7\"]}");
        TransformStep[] steps = {
            TransformStep.split("tags", ";"), TransformStep.explode("tags").as(ColumnType.LONG)
        };
        assertThat(transformed(input, steps))
                .containsExactly(
                        "{id=1, tags=4}", "{id=1, tags=5}", "{id=1, tags=6}", "{id=2, tags=null}", "{id=3, tags=7}");
        steps[1] = TransformStep.explode("tags").as(ColumnType.LONG).droppingEmpty();
        assertThat(transformed(input, steps))
                .doesNotContain("{id=2, tags=null}")
                .hasSize(4);
    }

    @Test
    void anExplodedRowIsRejectedAsAWhole() throws IOException {
        Dataset input = csv(folder, "id,tags", "1,4;x", "2,5;0", "3,7;9");
        Path rejects = folder.resolve("rejects.csv");
        TransformResult result = run(
                new DataTransformJob(),
                spec(
                                input,
                                TransformStep.split("tags", ";"),
                                TransformStep.explode("tags").as(ColumnType.LONG),
                                TransformStep.derive("share", "1 / tags"),
                                TransformStep.select("id", "tags"))
                        .rejects(RejectSpec.to(rejects))
                        .build());
        assertThat(texts(result.output())).containsExactly("{id=3, tags=7}", "{id=3, tags=9}");
        assertThat(result.rowsRejected()).isEqualTo(2);
        assertThat(result.rowsFiltered()).isZero();
        assertThat(Files.readAllLines(rejects)).hasSize(3);
        assertThat(Files.readString(rejects))
                .contains("input.csv,2,tags,explode")
                .contains("input.csv,3,share,derive");
    }

    @Test
    void joinPassesNullsOverAndJoinsTheElementsOfLists() throws IOException {
        Dataset input = json("{'a':'x','b':null,'c':[1,null,2]}", "{'a':null,'b':null,'c':[]}");
        assertThat(transformed(input, TransformStep.join("all", "-", "a", "b", "c"), TransformStep.select("all")))
                .containsExactly("{all=x-1-2}", "{all=null}");
    }

    @Test
    void flattenMakesColumnsOfANestedRow() throws IOException {
        Dataset input = json("{'id':1,'at':{'city':'Bonn','zip':53111,'geo':{'x':7}}}", "{'id':2}", "{'id':3,'at':{}}");
        assertThat(transformed(
                        input,
                        TransformStep.flatten("at", "city")
                                .as("zip", ColumnType.LONG)
                                .as("geo", ColumnType.ROW),
                        TransformStep.flatten("at_geo", "x").prefix("")))
                .containsExactly(
                        "{id=1, at_city=Bonn, at_zip=53111, x=7}",
                        "{id=2, at_city=null, at_zip=null, x=null}",
                        "{id=3, at_city=null, at_zip=null, x=null}");
    }

    @Test
    void lookupAddsColumnsOfTheRowThatIsFound() throws IOException {
        Dataset input = csv(folder, "id,state", "1,TX", "2,XX", "3,");
        LookupStep lookup = TransformStep.lookup(REGIONS, "state", "code", "region");
        assertThat(transformed(input, lookup))
                .containsExactly(
                        "{id=1, state=TX, region=South}",
                        "{id=2, state=XX, region=null}",
                        "{id=3, state=null, region=null}");
        assertThat(transformed(input, lookup.dropMissing())).containsExactly("{id=1, state=TX, region=South}");
        assertThat(refusal(input, lookup.rejectMissing()))
                .contains("line 3, column 'state'")
                .contains("there is no such row");
        assertThat(transformed(input, lookup.take("code", "state")))
                .first()
                .isEqualTo("{id=1, state=TX, region=South}");
    }

    @Test
    void lookupTellsNumbersApartByValue() throws IOException {
        Schema prices = Schema.of(Column.of("size", ColumnType.DECIMAL), Column.of("price", ColumnType.LONG));
        Dataset reference = Dataset.list(prices, List.of(Row.of(prices, new BigDecimal("2.00"), 5L)));
        assertThat(transformed(csv(folder, "size", "2"), TransformStep.lookup(reference, "size", "size", "price")))
                .containsExactly("{size=2, price=5}");
    }

    @Test
    void lookupRefusesWhatCannotBeMeant() throws IOException {
        Dataset twice = Dataset.list(PLACES, List.of(Row.of(PLACES, "TX", "South"), Row.of(PLACES, "TX", "North")));
        assertThat(refusal(csv(folder, "state", "TX"), TransformStep.lookup(twice, "state", "code", "region")))
                .contains("has the key {code=TX} twice");
        assertThat(refusal(csv(folder, "id", "1"), TransformStep.lookup(REGIONS, "id", "code", "region")))
                .contains("'id' is LONG, but 'code' of inline is STRING");
        assertThat(refusal(csv(folder, "state", "TX"), TransformStep.lookup(REGIONS, "state", "cod", "region")))
                .contains("did you mean 'code'?");
    }

    @Test
    void maskHidesAllOfWhatIsTooShort() throws IOException {
        Dataset input = csv(folder, "card", "4711000012345678", "471", "\"\uD83D\uDE00bcdefg\"");
        assertThat(transformed(input, TransformStep.mask(1, 4, "card")))
                .containsExactly("{card=4***********5678}", "{card=***}", "{card=\uD83D\uDE00**defg}");
    }

    @Test
    void hashIsTheSha256OfTheText() throws IOException {
        // the published answer for "abc" (FIPS 180-2, appendix B.1)
        assertThat(transformed(csv(folder, "a", "abc", "xyz", ""), TransformStep.hash("a")))
                .first()
                .isEqualTo("{a=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad}");
    }

    @Test
    void unicodeMakesTheSameOfWhatLooksTheSame() throws IOException {
        Dataset input = csv(folder, "a", "u\u0308ber", "\u00fcber", "\ufb01n");
        assertThat(transformed(input, TransformStep.normaliseUnicode(Normalizer.Form.NFKC)))
                .containsExactly("{a=\u00fcber}", "{a=\u00fcber}", "{a=fin}");
        assertThat(transformed(
                        input,
                        TransformStep.normaliseUnicode(Normalizer.Form.NFC, "a").leavingOutMarks()))
                .containsExactly("{a=uber}", "{a=uber}", "{a=\ufb01n}");
    }

    @Test
    void whenDoesItsStepsOnlyWhereTheConditionHeldBeforeThem() throws IOException {
        Dataset input = csv(folder, "cost,unit", "5,k", "7,", "9,k");
        assertThat(transformed(
                        input,
                        TransformStep.when(
                                "unit = 'k'",
                                TransformStep.derive("unit", "'plain'"),
                                TransformStep.derive("cost", "cost * 1000"),
                                TransformStep.filter("cost > 5000"),
                                TransformStep.constant("was", "k"))))
                .containsExactly("{cost=7, unit=null, was=null}", "{cost=9000, unit=plain, was=k}");
    }

    @Test
    void whenRefusesStepsThatWouldMakeTwoKindsOfRows() throws IOException {
        Dataset input = csv(folder, "a,b", "1,2");
        assertThat(refusal(input, TransformStep.when("a = 1", TransformStep.drop("b"))))
                .contains("may not rename, move or leave out columns");
        assertThat(refusal(input, TransformStep.when("a = 1", TransformStep.convert(ColumnType.STRING, "b"))))
                .contains("may not change the type of column 'b' from LONG to STRING");
        assertThat(refusal(input, TransformStep.when("a + 1", TransformStep.hash("b"))))
                .contains("true or false, but this gives LONG");
    }

    @Test
    void callSetsAColumnByAFunctionOfTheApplication() throws IOException {
        Extensions extensions = Extensions.none()
                .with("ratio", ColumnType.LONG, row -> 12 / (Long) Objects.requireNonNull(row.get("n")))
                .with("wrong", ColumnType.LONG, row -> "text");
        DataTransformJob job = new DataTransformJob(extensions);
        TransformStep[] steps = {
            TransformStep.rename("a", "n"), TransformStep.call("ratio", "share"), TransformStep.drop("n")
        };
        Dataset input = csv(folder, "a", "4", "0", "3");
        TransformResult result =
                run(job, spec(input, steps).rejects(RejectSpec.SKIP).build());
        assertThat(texts(result.output())).containsExactly("{share=3}", "{share=4}");
        assertThat(failure(job, spec(input, steps).build()))
                .contains("line 3")
                .contains("'ratio' threw")
                .contains("/ by zero");
        assertThat(failure(job, spec(input, TransformStep.call("wrong", "x")).build()))
                .contains("gave a String, but was announced as LONG");
        assertThat(failure(job, spec(input, TransformStep.call("ratoi", "x")).build()))
                .contains("there is no function 'ratoi'; known are ratio, wrong");
    }

    @Test
    void stepsAreReadFromJson() throws IOException {
        TransformSpec spec = fromJson(
                "{'output':{'format':'rows','location':'" + folder.resolve("o.rows") + "'},'steps':["
                        + "{'step':'when','condition':'a > 1','steps':[{'step':'mask','columns':['b'],'keepLast':1}]},"
                        + "{'step':'explode','column':'c'},{'step':'unicode'},"
                        + "{'step':'lookup','reference':{'format':'csv','location':'r.csv'},'on':{'a':'k'},'take':{'v':'v'}}]}",
                TransformSpec.class);
        assertThat(spec.steps()).first().isEqualTo(TransformStep.when("a > 1", TransformStep.mask(0, 1, "b")));
        assertThat(stored(spec, TransformSpec.class)).isEqualTo(spec);
    }

    @Test
    void aStepThatMakesNoSenseIsRefusedWhenItIsMade() {
        assertThatThrownBy(() -> TransformStep.split("a", "")).hasMessageContaining("separator is empty");
        assertThatThrownBy(() -> TransformStep.mask(-1, 0, "a")).hasMessageContaining("allowed is 0 or more");
        assertThatThrownBy(() -> TransformStep.when("a = 1")).hasMessageContaining("steps is empty");
        assertThatThrownBy(() -> TransformStep.lookup(REGIONS, Map.of(), "v")).hasMessageContaining("on is empty");
        assertThatThrownBy(() -> TransformStep.reorder("a", "a")).hasMessageContaining("each name once");
    }
}
