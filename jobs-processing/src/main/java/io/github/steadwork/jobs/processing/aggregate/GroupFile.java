package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.Levels;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.spill.RowPartitions;
import java.io.IOException;

/** Groups on disk, in parts: what is kept of one group is in one part, in the order in which it was written. */
final class GroupFile implements AutoCloseable {

    private static final int PARTS = 16;

    private final SpillPlace place;
    private final int level;
    private final StateCodec codec;
    private final RowPartitions partitions;

    GroupFile(GroupPlan plan, SpillPlace place, int level) throws IOException {
        this.place = place;
        this.level = level;
        this.codec = new StateCodec(plan);
        this.partitions = new RowPartitions(codec.schema(), PARTS, place.folder());
    }

    void add(byte[] key, int hash, State[] states) throws IOException {
        partitions.add(codec.row(key, states), Levels.hash(hash, level));
    }

    int parts() {
        return PARTS;
    }

    /** Takes what was kept of a group. */
    @FunctionalInterface
    interface PartAction {
        void take(KeyCodec key, State[] states) throws IOException;
    }

    void forEach(int part, PartAction action) throws IOException {
        KeyCodec key = new KeyCodec();
        try (RowReader reader = partitions.partition(part)) {
            long rows = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                place.beat(++rows);
                action.take(key.encode(codec.key(row)), codec.states(row));
            }
        }
    }

    @Override
    public void close() throws IOException {
        partitions.close();
    }
}
