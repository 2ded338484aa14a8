package io.github.steadwork.pipeline.spill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in values one by one and gives one result: a sum, a mean, a distinct count. It can be split: the rows may be spread
 * over several accumulators of a kind, whose merger gives what one alone would have given. It can be stored in between.
 *
 * <p>The contract, for values in any split of one order: {@code merge} of the later part into the earlier one equals adding
 * all values to one; {@code restore(snapshot())} into a fresh one changes nothing; and the result does not depend on where
 * the splits are. For one thread.
 *
 * @param <A> the kind itself
 */
public interface Accumulator<A extends Accumulator<A>> {

    /**
     * Takes in a value. Null is a value like others; most kinds pass it over.
     *
     * @throws io.github.steadwork.pipeline.row.ValueException if it cannot be taken in, as a text into a sum
     */
    void add(@Nullable Object value);

    /** Takes in all that another one of the same kind and settings has, whose values come after its own. */
    void merge(A later);

    /** The result of all values so far; null if there is none, as the mean of nothing. */
    @Nullable
    Object result();

    /** All that it knows, as values that a row can hold, so that it can be stored in a file of rows. */
    List<@Nullable Object> snapshot();

    /**
     * Becomes what the snapshot was taken of.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if it was taken of another kind
     */
    void restore(List<@Nullable Object> snapshot);

    /** What it takes on the heap, for the run's {@link MemoryBudget}. */
    long estimatedBytes();
}
