package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.chunk.ChunkSink;
import io.github.steadwork.pipeline.chunk.ChunkWork;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Holds each row of a chunk to the rules that look at one row at a time. For one thread. */
final class RowCheck implements ChunkWork {

    /** The kind of note that tells of a failure of the first rule; that of the second follows, and so on. */
    static final int FAILURE = RowInput.REJECTED + 1;

    private final RulePlan plan;
    private final String source;
    private final List<RulePlan.Failure> failures = new ArrayList<>();

    /** @param plan of this chunk only, for it counts */
    RowCheck(RulePlan plan, String source) {
        this.plan = plan;
        this.source = source;
    }

    @Override
    public void take(Row row, ChunkSink to) throws IOException {
        plan.check(row, failures);
        for (RulePlan.Failure failure : failures) {
            String value = Casts.text(failure.value());
            to.note(
                    FAILURE + failure.rule().index,
                    new RejectedRow(source, row.position(), "", "", value, failure.message(), ""));
        }
        failures.clear();
        to.row(row);
    }

    @Override
    public List<String> counts() {
        return plan.counts();
    }
}
