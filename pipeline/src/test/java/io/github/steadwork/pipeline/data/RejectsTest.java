package io.github.steadwork.pipeline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.Json;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.retry.ErrorKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsTest {

    private static final Schema SCHEMA = Schema.of(Column.of("cost", ColumnType.LONG));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("sub").resolve("rejects.csv");
    }

    private static RejectedRow bad(long line) {
        Row row = Row.wrap(SCHEMA, new Object[] {-line}, line);
        return RejectedRow.of("strikes.csv", row, "cost", "positive", "is negative; check the sign");
    }

    @Test
    void rejectedRowsAreKeptWithAllThatIsKnown() throws Exception {
        try (Rejects rejects = Rejects.to(file, RejectPolicy.REJECT)) {
            rejects.reject(bad(7));
            rejects.reject(new RejectedRow("strikes.csv", 0, "", "ragged", null, "too, few", "a\"b"));

            assertThat(rejects.count()).isEqualTo(2);
            assertThat(rejects.first()).hasSize(2);
            assertThat(rejects.file()).contains(file);
        }

        assertThat(file).hasContent("""
                        source,line,field,rule,value,message,row
                        strikes.csv,7,cost,positive,-7,is negative; check the sign,{cost=-7}
                        strikes.csv,"","",ragged,,"too, few","a""b"
                        """);
    }

    @Test
    void withoutRejectedRowsThereIsNoFile() throws Exception {
        try (Rejects rejects = Rejects.to(file, RejectPolicy.REJECT)) {
            rejects.checkAtEnd(0);
            assertThat(rejects.file()).isEmpty();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void skippedRowsAreOnlyCounted() throws Exception {
        try (Rejects rejects = Rejects.to(file, RejectPolicy.SKIP)) {
            rejects.reject(bad(1));

            assertThat(rejects.count()).isEqualTo(1);
            assertThat(rejects.file()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFirstBadRowFailsAJobThatAllowsNone() {
        Rejects rejects = Rejects.of(RejectPolicy.FAIL);

        assertThatThrownBy(() -> rejects.reject(bad(7)))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PERMANENT))
                .hasMessage("strikes.csv, line 7, column 'cost': is negative; check the sign");
    }

    @Test
    void moreThanTheLimitFailsTheJobWithTheFirstFewAndTheFile() throws Exception {
        try (Rejects rejects = Rejects.to(file, RejectPolicy.REJECT.withMaxRows(4))) {
            for (int line = 1; line <= 4; line++) {
                rejects.reject(bad(line));
            }

            assertThatThrownBy(() -> rejects.reject(bad(5)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("5 rows are bad, more than the 4 that are allowed; repair them or raise the"
                            + " limit. The first: strikes.csv, line 1, column 'cost': ")
                    .hasMessageContaining("line 3")
                    .hasMessageNotContaining("line 4")
                    .hasMessageEndingWith("all of them are in " + file);
        }
        assertThat(file).exists();
    }

    @Test
    void aLargerShareThanAllowedFailsTheJobAfterAThousandRowsOrAtTheEnd() {
        Rejects rejects = Rejects.of(RejectPolicy.SKIP.withMaxShare(0.01));
        for (int line = 1; line <= 11; line++) {
            rejects.reject(bad(line));
        }

        rejects.check(999);
        rejects.check(1_100);
        assertThatThrownBy(() -> rejects.check(1_000))
                .hasMessageContaining("11 rows are bad, of 1000, but a share of only 0.01 is allowed");
        assertThatThrownBy(() -> rejects.checkAtEnd(500)).isInstanceOf(DataException.class);
    }

    @Test
    void keepingRowsNeedsAFile() {
        assertThatThrownBy(() -> Rejects.of(RejectPolicy.REJECT)).hasMessageContaining("there is no file for the rows");
    }

    @Test
    void policiesAreReadFromJsonWithDefaults() throws Exception {
        RejectPolicy policy = RejectPolicy.REJECT.withMaxRows(10).withMaxShare(0.5);

        assertThat(Json.read(Json.write(policy), RejectPolicy.class)).isEqualTo(policy);
        assertThat(Json.read("{}", RejectPolicy.class)).isEqualTo(RejectPolicy.REJECT);
        assertThat(Json.read("{\"action\": \"SKIP\"}", RejectPolicy.class)).isEqualTo(RejectPolicy.SKIP);
        assertThatThrownBy(() -> RejectPolicy.SKIP.withMaxRows(-1)).hasMessageContaining("allowed is 0 or more");
        assertThatThrownBy(() -> RejectPolicy.SKIP.withMaxShare(Double.NaN)).hasMessageContaining("allowed is 0 to 1");
    }
}
