package io.github.steadwork.pipeline.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSorterTest {

    private static final Schema SCHEMA =
            Schema.of(Column.of("key", ColumnType.LONG), Column.of("text", ColumnType.STRING));

    @TempDir
    Path folder;

    private static List<Row> random(int count) {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Long key = random.nextInt(10) == 0 ? null : (long) random.nextInt(500);
            rows.add(Row.wrap(SCHEMA, new Object[] {key, "row " + i}, i + 1));
        }
        return rows;
    }

    private static List<Row> read(RowReader reader) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        return rows;
    }

    private List<Row> sort(List<Row> rows, MemoryBudget budget, SortKey... keys) throws IOException {
        try (SpillFolder spill = SpillFolder.create(folder);
                RowSorter sorter = new RowSorter(SCHEMA, List.of(keys), budget, spill)) {
            for (Row row : rows) {
                sorter.add(row);
            }
            RowReader sorted = sorter.sorted();
            assertThat(sorted.total()).hasValue(rows.size());
            assertThat(sorted.schema()).isEqualTo(SCHEMA);
            List<Row> read = read(sorted);
            assertThat(sorted.done()).isEqualTo(rows.size());
            return read;
        }
    }

    @Test
    void onDiskTheOrderIsTheSameAsInMemoryAndStable() throws Exception {
        List<Row> rows = random(60_000);
        Comparator<Row> byKey = (a, b) -> Values.compare(a.get(0), b.get(0));
        List<Row> expected = rows.stream().sorted(byKey).toList();
        MemoryBudget small = MemoryBudget.of(100_000);

        List<Row> onDisk = sort(rows, small, SortKey.ascending("key"));

        assertThat(onDisk)
                .extracting(Row::position)
                .isEqualTo(expected.stream().map(Row::position).toList());
        assertThat(sort(rows, MemoryBudget.of(1L << 40), SortKey.ascending("key")))
                .isEqualTo(onDisk);
        assertThat(small.reserved()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nullsComeLastInBothDirectionsUnlessTheyAreToComeFirst() throws Exception {
        List<Row> rows = List.of(Row.of(SCHEMA, 1L, "a"), Row.of(SCHEMA, null, "b"), Row.of(SCHEMA, 2L, "c"));
        MemoryBudget budget = MemoryBudget.of(1_000_000);

        assertThat(sort(rows, budget, SortKey.ascending("key")))
                .extracting(row -> row.get(1))
                .containsExactly("a", "c", "b");
        assertThat(sort(rows, budget, SortKey.descending("key")))
                .extracting(row -> row.get(1))
                .containsExactly("c", "a", "b");
        assertThat(sort(rows, budget, new SortKey("key", true, true)))
                .extracting(row -> row.get(1))
                .containsExactly("b", "c", "a");
    }

    @Test
    void laterKeysDecideWhereEarlierOnesAreEqual() throws Exception {
        List<Row> rows = List.of(Row.of(SCHEMA, 1L, "a"), Row.of(SCHEMA, 1L, "b"), Row.of(SCHEMA, 0L, "c"));

        assertThat(sort(rows, MemoryBudget.of(1_000), SortKey.ascending("key"), SortKey.descending("text")))
                .extracting(row -> row.get(1))
                .containsExactly("c", "b", "a");
    }

    @Test
    void noRowsAreSortedToNoRows() throws Exception {
        assertThat(sort(List.of(), MemoryBudget.of(1), SortKey.ascending("key")))
                .isEmpty();
    }

    @Test
    void nothingCanBeAddedAfterSorting() throws Exception {
        try (SpillFolder spill = SpillFolder.create(folder);
                RowSorter sorter = new RowSorter(SCHEMA, List.of(), MemoryBudget.of(1), spill)) {
            sorter.add(random(1).get(0));
            sorter.sorted();

            assertThat(sorter.rows()).isEqualTo(1);
            assertThatThrownBy(() -> sorter.add(random(1).get(0))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(sorter::sorted).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aKeyThatIsNoColumnIsRefused() {
        assertThatThrownBy(() -> sort(List.of(), MemoryBudget.of(1), SortKey.ascending("kei")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("did you mean 'key'?");
    }

    @Test
    void anAbandonedSortLeavesNothingBehind() throws Exception {
        MemoryBudget budget = MemoryBudget.of(100_000);
        try (SpillFolder spill = SpillFolder.create(folder);
                RowSorter sorter = new RowSorter(SCHEMA, List.of(SortKey.ascending("key")), budget, spill)) {
            for (Row row : random(5_000)) {
                sorter.add(row);
            }
            assertThat(spill.files()).isPositive();
            assertThat(budget.reserved()).isPositive();
        }

        assertThat(budget.reserved()).isZero();
        assertThat(folder).isEmptyDirectory();
    }
}
