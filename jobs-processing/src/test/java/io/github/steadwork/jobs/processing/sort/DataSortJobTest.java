package io.github.steadwork.jobs.processing.sort;

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
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSortJobTest {

    @TempDir
    Path folder;

    private SortSpec.Builder spec(String... lines) throws IOException {
        return SortSpec.builder().input(csv(folder, lines)).output(output(folder));
    }

    @Test
    void equalRowsStayInTheOrderOfTheSource() throws IOException {
        SortResult result = run(
                new DataSortJob(),
                spec("name,n", "b,1", "a,2", "c,1", "d,")
                        .by(SortBy.ascending("n"))
                        .build());
        assertThat(rows(result.output())).extracting(row -> row.get("name")).containsExactly("b", "c", "a", "d");
        assertThat(rows(result.output())).extracting(Row::position).containsExactly(2L, 4L, 3L, 5L);
        assertThat(result.rowsRead()).isEqualTo(4);
    }

    @Test
    void anExpressionIsNoColumnOfTheOutput() throws IOException {
        SortResult result = run(
                new DataSortJob(),
                spec("name", "ccc", "a", "bb")
                        .by(SortBy.descending("length(name)"))
                        .limit(2)
                        .build());
        assertThat(texts(result.output())).containsExactly("{name=ccc}", "{name=bb}");
    }

    @Test
    void aRowWithoutAValueIsRejected() throws IOException {
        SortResult result = run(
                new DataSortJob(),
                spec("n", "2", "0", "1")
                        .by(SortBy.ascending("10 / n"))
                        .rejects(RejectSpec.SKIP)
                        .build());
        assertThat(texts(result.output())).containsExactly("{n=2}", "{n=1}");
        assertThat(result.rowsRejected()).isEqualTo(1);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        SortSpec spec = spec("name,n", "a,1")
                .by(SortBy.ascending("nam"), SortBy.ascending("upper(m)"))
                .build();
        assertThat(failure(new DataSortJob(), spec)).contains("'nam'", "'m'");
    }

    @Test
    void aSpecTravelsAsJson() throws IOException {
        SortSpec spec = spec("n", "1")
                .by(SortBy.descending("n").withNullsFirst())
                .limit(3)
                .build();
        assertThat(stored(spec, SortSpec.class)).isEqualTo(spec);
        SortSpec read =
                fromJson("{'output': {'format': 'rows', 'location': 'o.rows'}, 'by': [{'by': 'n'}]}", SortSpec.class);
        assertThat(read.by()).containsExactly(SortBy.ascending("n"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> SortSpec.builder().output(output(folder)).build())
                .hasMessageContaining("by is empty");
        assertThatThrownBy(() -> SortSpec.builder().by(SortBy.ascending("n")).build())
                .hasMessageContaining("output is missing");
    }
}
