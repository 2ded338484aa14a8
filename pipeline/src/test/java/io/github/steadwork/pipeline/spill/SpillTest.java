package io.github.steadwork.pipeline.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.Values;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {

    private static final Schema SCHEMA =
            Schema.of(Column.of("key", ColumnType.STRING), Column.of("n", ColumnType.LONG));

    @TempDir
    Path folder;

    @Test
    void rowsOfOneGroupAreInOnePartInTheirOrder() throws Exception {
        try (SpillFolder spill = SpillFolder.create(folder);
                RowPartitions parts = new RowPartitions(SCHEMA, 16, spill)) {
            for (long n = 0; n < 40_000; n++) {
                String key = "key " + n % 700;
                parts.add(Row.wrap(SCHEMA, new Object[] {key, n}, n), Values.hash(key));
            }
            Map<Object, Integer> partOfKey = new HashMap<>();
            long rows = 0;
            for (int part = 0; part < parts.count(); part++) {
                long last = -1;
                assertThat(parts.rows(part)).as("part %s", part).isBetween(500L, 6_000L);
                try (RowReader reader = parts.partition(part)) {
                    for (Row row = reader.read(); row != null; row = reader.read()) {
                        assertThat(partOfKey.putIfAbsent(row.get(0), part)).isIn(null, part);
                        long n = Objects.requireNonNull((Long) row.get(1));
                        assertThat(n).isGreaterThan(last);
                        last = n;
                        rows++;
                    }
                }
            }
            assertThat(rows).isEqualTo(40_000);
            assertThat(partOfKey).hasSize(700);
            assertThatThrownBy(() -> parts.add(Row.of(SCHEMA, "x", 1L), 1)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPartWithoutRowsIsEmptyAndAPartCanBeReadTwice() throws Exception {
        try (SpillFolder spill = SpillFolder.create(folder);
                RowPartitions parts = new RowPartitions(SCHEMA, 2, spill)) {
            parts.add(Row.of(SCHEMA, "x", 1L), 0);
            int used = parts.rows(0) == 1 ? 0 : 1;

            assertThat(parts.partition(used).read()).isNotNull();
            assertThat(parts.partition(used).read()).isNotNull();
            assertThat(parts.partition(1 - used).read()).isNull();
        }
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> new RowPartitions(SCHEMA, 0, SpillFolder.create(folder)))
                .hasMessage("count is 0, allowed is 1 or more");
    }

    @Test
    void partsThatAreNeverReadAreDeletedToo() throws Exception {
        try (SpillFolder spill = SpillFolder.create(folder);
                RowPartitions parts = new RowPartitions(SCHEMA, 4, spill)) {
            parts.add(Row.of(SCHEMA, "x", 1L), 7);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFolderIsMadeWhenItIsNeededAndDeletedWithWhatIsInIt() throws Exception {
        SpillFolder spill = SpillFolder.create(folder.resolve("a").resolve("b"));
        spill.close();
        assertThat(folder).isEmptyDirectory();

        Path file = spill.newFile("run");
        Files.writeString(file, "x");
        assertThat(spill.newFile("run")).isNotEqualTo(file);
        spill.close();

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aBudgetGivesNoMoreThanItHas() {
        MemoryBudget budget = MemoryBudget.of(100);

        assertThat(budget.tryReserve(60)).isTrue();
        assertThat(budget.tryReserve(41)).isFalse();
        assertThat(budget.tryReserve(Long.MAX_VALUE)).isFalse();
        assertThat(budget.tryReserve(40)).isTrue();
        budget.release(100);
        assertThat(budget.reserved()).isZero();
        assertThat(budget.limit()).isEqualTo(100);
        assertThatThrownBy(() -> budget.release(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> budget.tryReserve(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MemoryBudget.of(0)).hasMessageContaining("allowed is 1 or more");
        assertThat(MemoryBudget.ofHeap().limit())
                .isLessThan(Runtime.getRuntime().maxMemory());
    }

    @Test
    void aBudgetHoldsUnderManyThreads() throws Exception {
        MemoryBudget budget = MemoryBudget.of(1_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
            threads.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    if (budget.tryReserve(300)) {
                        budget.release(300);
                    }
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(budget.reserved()).isZero();
    }

    @Test
    void sizesGrowWithWhatIsHeld() {
        assertThat(RowSizes.of(Row.of(SCHEMA, null, null))).isLessThan(RowSizes.of(Row.of(SCHEMA, "text", 1L)));
        assertThat(RowSizes.ofValue("x".repeat(100))).isGreaterThan(100);
        assertThat(RowSizes.ofValue(new byte[100])).isGreaterThan(100);
        assertThat(RowSizes.ofValue(new BigDecimal("1"))).isPositive();
        assertThat(RowSizes.ofValue(LocalDate.EPOCH)).isPositive();
        assertThat(RowSizes.ofValue(List.of(1L, Row.of(SCHEMA, "x", 2L)))).isGreaterThan(RowSizes.ofValue(List.of()));
    }
}
