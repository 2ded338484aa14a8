package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.spill.Accumulator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measure keeps of the values of one group. Nulls never reach it. Merging takes the other one's values as later
 * ones. For one thread.
 */
interface State extends Accumulator<State> {

    /** Adds a value, which is not null. */
    @Override
    void add(@Nullable Object value);

    /** What it comes to; null if no value was added, other than for counts. */
    @Override
    @Nullable
    Object result();

    /** All that is kept, as values that a row can hold. */
    @Override
    List<@Nullable Object> snapshot();

    /** Takes what was kept; to be called on an empty one. */
    @Override
    void restore(List<@Nullable Object> snapshot);
}
