package io.github.steadwork.jobs.processing.profile;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.data.Dataset;
import java.util.Objects;

/**
 * What {@link DataProfileJob} is to look at.
 *
 * @param input the rows; the output of the previous job if not said
 * @param rejects what is done with rows that cannot be read; the first one fails the job if not said
 * @param memory how many bytes the keys may take by which columns are found to be unique, before the rest goes to disk; 0 for a
 *     quarter of the heap
 */
public record ProfileSpec(Dataset input, RejectSpec rejects, long memory) {

    /** Refuses too little memory. */
    public ProfileSpec {
        input = Objects.requireNonNullElseGet(input, Dataset::previous);
        rejects = Objects.requireNonNullElse(rejects, RejectSpec.FAIL);
        RunMemory.check(memory);
    }

    /** Of these rows. */
    public static ProfileSpec of(Dataset input) {
        return new ProfileSpec(input, RejectSpec.FAIL, RunMemory.STANDARD);
    }

    /** The same, with another answer to rows that cannot be read. */
    public ProfileSpec rejects(RejectSpec other) {
        return new ProfileSpec(input, other, memory);
    }
}
