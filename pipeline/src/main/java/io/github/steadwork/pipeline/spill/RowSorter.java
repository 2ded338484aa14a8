package io.github.steadwork.pipeline.spill;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.rowfile.RowFileReader;
import io.github.steadwork.pipeline.rowfile.RowFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of rows: in memory while the budget lasts, then in sorted runs on disk that are merged. Rows whose keys
 * are equal stay in the order in which they were added. For one thread; add all rows, then read them once.
 */
public final class RowSorter implements AutoCloseable {

    /** So many rows are held even if the budget is used up, for runs of a few rows would never end. */
    private static final int MIN_RUN = 1_000;

    /** So many runs are merged at once, each with a block in memory. */
    private static final int MAX_MERGED = 32;

    private final Schema schema;
    private final RowOrder order;
    private final MemoryBudget budget;
    private final SpillFolder folder;
    private final List<Row> buffer = new ArrayList<>();
    private List<Path> runs = new ArrayList<>();
    private long reserved;
    private long rows;
    private @Nullable RowReader result;

    /**
     * An empty sorter.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if a key is not a column
     */
    public RowSorter(Schema schema, List<SortKey> keys, MemoryBudget budget, SpillFolder folder) {
        this.schema = schema;
        this.order = new RowOrder(schema, keys);
        this.budget = budget;
        this.folder = folder;
    }

    /** Adds a row. */
    public void add(Row row) throws IOException {
        requireUnsorted();
        long bytes = RowSizes.of(row);
        boolean fits = budget.tryReserve(bytes);
        if (!fits && buffer.size() >= MIN_RUN) {
            spill();
            fits = budget.tryReserve(bytes);
        }
        reserved += fits ? bytes : 0;
        buffer.add(row);
        rows++;
    }

    private void requireUnsorted() {
        if (result != null) {
            throw new IllegalStateException("the rows have been sorted; nothing can be added or sorted any more");
        }
    }

    /** How many rows have been added. */
    public long rows() {
        return rows;
    }

    private void spill() throws IOException {
        buffer.sort(order);
        Path run = folder.newFile("run");
        try (RowWriter writer = RowFileWriter.spill(run, schema)) {
            for (Row row : buffer) {
                writer.write(row);
            }
            writer.commit();
        }
        runs.add(run);
        clear();
    }

    private void clear() {
        buffer.clear();
        budget.release(reserved);
        reserved = 0;
    }

    /** All rows, in order. The reader is closed with the sorter at the latest. */
    public RowReader sorted() throws IOException {
        requireUnsorted();
        RowReader sorted = runs.isEmpty() ? inMemory() : merged();
        result = sorted;
        return sorted;
    }

    private RowReader inMemory() {
        buffer.sort(order);
        return new MergedRows(schema, rows, List.of(new MergedRows.ListRun(buffer)), order);
    }

    private RowReader merged() throws IOException {
        if (!buffer.isEmpty()) {
            spill();
        }
        while (runs.size() > MAX_MERGED) {
            runs = mergeGroups();
        }
        return open(runs, rows);
    }

    /** Makes one run of each so many neighbours; as neighbours stay neighbours, equal rows keep their order. */
    private List<Path> mergeGroups() throws IOException {
        List<Path> merged = new ArrayList<>();
        for (int i = 0; i < runs.size(); i += MAX_MERGED) {
            List<Path> group = runs.subList(i, Math.min(runs.size(), i + MAX_MERGED));
            merged.add(mergeGroup(group));
        }
        return merged;
    }

    private Path mergeGroup(List<Path> group) throws IOException {
        Path run = folder.newFile("run");
        try (RowReader reader = open(group, 0);
                RowWriter writer = RowFileWriter.spill(run, schema)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                writer.write(row);
            }
            writer.commit();
        }
        for (Path file : group) {
            Files.delete(file);
        }
        return run;
    }

    private RowReader open(List<Path> files, long total) throws IOException {
        List<MergedRows.Run> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                opened.add(new MergedRows.FileRun(RowFileReader.open(file)));
            }
        } catch (IOException | RuntimeException e) {
            for (MergedRows.Run run : opened) {
                run.close();
            }
            throw e;
        }
        return new MergedRows(schema, total, opened, order);
    }

    /** Frees memory and files. */
    @Override
    public void close() throws IOException {
        clear();
        if (result != null) {
            result.close();
        }
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
