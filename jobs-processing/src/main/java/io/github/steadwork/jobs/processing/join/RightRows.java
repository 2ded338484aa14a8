package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The right rows of a join: in memory, or in parts on disk from the first one on that did not fit. For one thread. */
final class RightRows implements AutoCloseable {

    private final JoinPlan plan;
    private final JoinRows rows;
    private final SpillPlace place;
    private final JoinTable table;
    private @Nullable SpilledJoin spilled;
    private long count;
    private long leftCount;

    RightRows(JoinPlan plan, JoinRows rows, SpillPlace place) {
        this.plan = plan;
        this.rows = rows;
        this.place = place;
        this.table = new JoinTable(plan, place.memory().tables());
    }

    void add(Row row) throws IOException {
        count++;
        if (spilled != null) {
            spilled.addRight(row, count);
        } else if (!table.add(row)) {
            spill().addRight(row, count);
        }
    }

    private SpilledJoin spill() throws IOException {
        SpilledJoin parts = new SpilledJoin(plan, rows, place, 0);
        spilled = parts;
        rows.outOfOrder();
        long number = 0;
        for (Row row : table.rows()) {
            parts.addRight(row, ++number);
        }
        table.close();
        return parts;
    }

    /** Joins them with the left rows. */
    void join(RowInput left) throws IOException {
        SpilledJoin parts = spilled;
        if (parts == null) {
            Probe probe = new Probe(plan, table, rows);
            left.forEach("joining", probe::take);
            probe.finish();
        } else {
            left.forEach("parting", row -> parts.addLeft(row, ++leftCount));
            parts.join();
        }
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        try (table) {
            if (spilled != null) {
                spilled.close();
            }
        }
    }
}
