package io.github.steadwork.jobs.processing.agreement;

import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.rows;
import static io.github.steadwork.jobs.processing.Tables.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.jobs.processing.join.DataJoinJob;
import io.github.steadwork.jobs.processing.join.JoinResult;
import io.github.steadwork.jobs.processing.join.JoinSpec;
import io.github.steadwork.jobs.processing.join.JoinType;
import io.github.steadwork.jobs.processing.sort.DataSortJob;
import io.github.steadwork.jobs.processing.sort.SortBy;
import io.github.steadwork.jobs.processing.sort.SortSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins and sorts give the rows that DuckDB gives, in the same order, in memory and on disk. */
class JoinAgreementTest extends DuckDbAgreement {

    private static final long LITTLE = 1 << 16;

    private static final Schema OFFERS = Schema.of(
            Column.of("place", ColumnType.STRING),
            Column.of("kind", ColumnType.LONG),
            Column.of("price", ColumnType.LONG));

    private Dataset offers = Dataset.previous();

    @BeforeAll
    void fillOffers(@TempDir Path inputs) throws IOException, SQLException {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= 1_500; i++) {
            @Nullable
            Object[] values = {
                random.nextInt(20) == 0 ? null : "shop " + random.nextInt(400),
                random.nextInt(20) == 0 ? null : (Long) (random.nextInt(12) - 4L),
                (long) i
            };
            rows.add(Row.wrap(OFFERS, values, i));
        }
        offers = table("u", OFFERS, rows, inputs);
    }

    private JoinResult join(JoinType type, long memory) {
        return run(
                new DataJoinJob(),
                JoinSpec.builder()
                        .left(input)
                        .right(offers)
                        .on("shop", "place")
                        .on("m", "kind")
                        .type(type)
                        .output(output(folder))
                        .memory(memory)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"INNER, 0", "LEFT, 0", "RIGHT, 0", "FULL, 0", "INNER, 1", "LEFT, 1", "RIGHT, 1", "FULL, 1"})
    void pairsAreTheSame(JoinType type, long little) throws IOException, SQLException {
        JoinResult ours = join(type, little * LITTLE);
        List<List<@Nullable Object>> theirs = theirs(
                "select coalesce(shop, place), note, n, coalesce(m, kind), t.price, weight, day, seen, flag, u.price"
                        + " from t " + type + " join u on shop = place and m = kind"
                        + " order by t.position nulls last, u.position nulls last");
        assertSame(rows(ours.output()), theirs);
        assertThat(ours.leftRows()).isEqualTo(3_000);
        assertThat(ours.rightRows()).isEqualTo(1_500);
        assertThat(ours.rowsWritten()).isEqualTo(theirs.size());
    }

    @ParameterizedTest
    @CsvSource({"SEMI, 0", "ANTI, 0", "SEMI, 1", "ANTI, 1"})
    void leftRowsAreTheSame(JoinType type, long little) throws IOException, SQLException {
        JoinResult ours = join(type, little * LITTLE);
        assertSame(
                rows(ours.output()),
                theirs("select * exclude (position) from t " + type
                        + " join u on shop = place and m = kind order by position"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, LITTLE})
    void rowsAreInTheSameOrder(long memory) throws IOException, SQLException {
        SortSpec spec = SortSpec.builder()
                .input(input)
                .output(output(folder))
                .by(SortBy.descending("shop").withNullsFirst(), SortBy.ascending("abs(n) % 7"))
                .limit(2_500)
                .memory(memory)
                .build();
        assertSame(
                rows(run(new DataSortJob(), spec).output()),
                theirs("select * exclude (position) from t order by shop desc nulls first, abs(n) % 7 nulls last,"
                        + " position limit 2500"));
    }
}
