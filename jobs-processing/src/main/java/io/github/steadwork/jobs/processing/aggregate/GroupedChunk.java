package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.chunk.ChunkSink;
import io.github.steadwork.pipeline.chunk.ChunkWork;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Groups the rows of the one chunk that a job is for, and gives what is kept of the groups. For one thread. */
final class GroupedChunk implements ChunkPlan.Planner, AutoCloseable {

    private final AggregationSpec spec;
    private final SpillPlace place;
    private @Nullable Grouping grouping;

    GroupedChunk(AggregationSpec spec, SpillPlace place) {
        this.spec = spec;
        this.place = place;
    }

    @Override
    public ChunkPlan plan(Schema input, String source) {
        GroupPlan plan = GroupPlan.of(spec, input);
        Grouping groups = new Grouping(plan, place);
        grouping = groups;
        StateCodec codec = new StateCodec(plan);
        return new ChunkPlan(codec.schema(), () -> new Work(plan, groups, codec, source));
    }

    private static final class Work implements ChunkWork {

        private final GroupPlan plan;
        private final Grouping groups;
        private final StateCodec codec;
        private final String source;
        private @Nullable GroupFeed feed;

        Work(GroupPlan plan, Grouping groups, StateCodec codec, String source) {
            this.plan = plan;
            this.groups = groups;
            this.codec = codec;
            this.source = source;
        }

        @Override
        public void take(Row row, ChunkSink to) throws IOException {
            GroupFeed begun = feed;
            if (begun == null) {
                begun = new GroupFeed(plan, groups, source, to.badRows(RowInput.REJECTED));
                feed = begun;
            }
            begun.take(row);
        }

        @Override
        public void end(ChunkSink to) throws IOException {
            groups.finish((key, states) -> to.row(codec.row(key, states)));
        }
    }

    @Override
    public void close() throws IOException {
        if (grouping != null) {
            grouping.close();
        }
    }
}
