package io.github.steadwork.jobs.processing.join;

import static io.github.steadwork.jobs.processing.Tables.failure;
import static io.github.steadwork.jobs.processing.Tables.fromJson;
import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.stored;
import static io.github.steadwork.jobs.processing.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.Tables;
import io.github.steadwork.pipeline.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataJoinJobTest {

    @TempDir
    Path folder;

    private Dataset orders = Dataset.previous();
    private Dataset customers = Dataset.previous();

    @BeforeEach
    void fill() throws IOException {
        orders = Tables.csv(folder, "order,customer,name", "1,7,book", "2,8,pen", "3,,ink", "4,7,lamp");
        customers = csv("customers.csv", "id,name", "7,Ada", "9,Bob", ",Nobody");
    }

    private Dataset csv(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, String.join("\n", lines) + "\n");
        return Dataset.csv(file);
    }

    private JoinSpec.Builder spec() {
        return JoinSpec.builder()
                .left(orders)
                .right(customers)
                .on("customer", "id")
                .output(output(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INNER | 1 7 book Ada, 4 7 lamp Ada",
                "LEFT | 1 7 book Ada, 2 8 pen null, 3 null ink null, 4 7 lamp Ada",
                "RIGHT | 1 7 book Ada, 4 7 lamp Ada, null 9 null Bob, null null null Nobody",
                "FULL | 1 7 book Ada, 2 8 pen null, 3 null ink null, 4 7 lamp Ada, null 9 null Bob, null null null Nobody"
            })
    void theKeyStandsOnceAndNullIsEqualToNothing(JoinType type, String expected) throws IOException {
        JoinResult result = run(new DataJoinJob(), spec().type(type).build());
        assertThat(Tables.rows(result.output()).stream()
                        .map(row -> IntStream.range(0, 4)
                                .mapToObj(i -> String.valueOf(row.get(i)))
                                .collect(Collectors.joining(" "))))
                .containsExactly(expected.split(", "));
        assertThat(result.output()).isEqualTo(output(folder));
        assertThat(result.leftAlone()).isEqualTo(2);
        assertThat(result.rightAlone()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"SEMI, 1, 4", "ANTI, 2, 3"})
    void semiAndAntiGiveLeftRowsAsTheyAre(JoinType type, long first, long second) throws IOException {
        JoinResult result = run(new DataJoinJob(), spec().type(type).build());
        assertThat(Tables.rows(result.output()))
                .extracting(row -> row.get("order"))
                .containsExactly(first, second);
        assertThat(Tables.rows(result.output()).get(0).schema().names()).containsExactly("order", "customer", "name");
    }

    @Test
    void aNameThatBothHaveGetsAPrefix() throws IOException {
        JoinResult result = run(new DataJoinJob(), spec().prefix("customer_").build());
        assertThat(texts(result.output()).get(0)).isEqualTo("{order=1, customer=7, name=book, customer_name=Ada}");
    }

    @Test
    void rowsKeepThePlaceOfTheLeft() throws IOException {
        JoinResult result = run(new DataJoinJob(), spec().build());
        assertThat(Tables.rows(result.output()))
                .extracting(row -> row.position())
                .containsExactly(2L, 5L);
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingIsWritten() throws IOException {
        Dataset right = csv("right.csv", "ident,order", "a,b");
        String message = failure(
                new DataJoinJob(),
                JoinSpec.builder()
                        .left(orders)
                        .right(right)
                        .on("costumer", "ident")
                        .on("order")
                        .on("name", "idnt")
                        .output(output(folder))
                        .build());
        assertThat(message)
                .contains("the left rows have no column 'costumer'", "customer")
                .contains("'order' of the left is LONG, but 'order' of the right is STRING; convert one of them first")
                .contains("the right rows have no column 'idnt'", "ident");
        assertThat(folder.resolve("output.rows")).doesNotExist();
    }

    @Test
    void badRowsOfBothSidesAreRejected() throws IOException {
        orders = csv("left.csv", "order,customer", "1,7", "2,7,too,many");
        customers = csv("bad.csv", "id,city", "7,Rome", "8");
        Path rejects = folder.resolve("rejects.csv");
        JoinResult result =
                run(new DataJoinJob(), spec().rejects(RejectSpec.to(rejects)).build());
        assertThat(result.rowsRejected()).isEqualTo(2);
        assertThat(Files.readString(rejects)).contains("bad.csv", "left.csv");
        assertThat(texts(result.output())).containsExactly("{order=1, customer=7, city=Rome}");
    }

    /** Many right rows of one key, which no parting tells apart. */
    @Test
    void aKeyWithMoreRowsThanMemoryStillJoins() throws IOException {
        String[] lines = IntStream.rangeClosed(0, 2_000)
                .mapToObj(i -> i == 0 ? "id,note" : "7,note " + i)
                .toArray(String[]::new);
        customers = csv("many.csv", lines);
        JoinResult result = run(new DataJoinJob(), spec().memory(1 << 16).build());
        assertThat(result.rowsWritten()).isEqualTo(4_000);
        assertThat(Tables.rows(result.output()).get(3_999).get("note")).isEqualTo("note 2000");
    }

    @Test
    void anEmptySideIsNoError() throws IOException {
        customers = csv("none.csv", "id,name").with("types", "text");
        orders = csv("left.csv", "order,customer", "1,7").with("types", "text");
        assertThat(run(new DataJoinJob(), spec().type(JoinType.FULL).build()).rowsWritten())
                .isEqualTo(1);
    }

    @Test
    void aSpecTravelsAsJson() {
        JoinSpec spec = spec().type(JoinType.FULL).memory(1 << 20).build();
        assertThat(stored(spec, JoinSpec.class)).isEqualTo(spec);
        JoinSpec read = fromJson(
                "{'right': {'format': 'csv', 'location': 'c.csv'}, 'on': [{'left': 'id'}],"
                        + " 'output': {'format': 'rows', 'location': 'o.rows'}}",
                JoinSpec.class);
        assertThat(read.on()).containsExactly(new JoinKey("id", "id"));
        assertThat(read.type()).isEqualTo(JoinType.INNER);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(
                        () -> JoinSpec.builder().on("id").output(output(folder)).build())
                .hasMessageContaining("right is missing");
        assertThatThrownBy(() -> JoinSpec.builder()
                        .right(customers)
                        .output(output(folder))
                        .build())
                .hasMessageContaining("on is empty");
        assertThatThrownBy(() -> JoinSpec.builder().right(customers).on("id").build())
                .hasMessageContaining("output is missing");
    }
}
