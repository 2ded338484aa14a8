package io.github.steadwork.jobs.processing;

import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.data.Rejects;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a job does with rows that it cannot use.
 *
 * @param policy fail, skip or keep them, and how many there may be; left out of JSON, they are kept if a file is named, and
 *     fail the job otherwise
 * @param file the CSV file for those that are kept; blank for none
 */
public record RejectSpec(RejectPolicy policy, String file) {

    /** The first bad row fails the job. */
    public static final RejectSpec FAIL = new RejectSpec(RejectPolicy.FAIL, "");

    /** Bad rows are counted and left out. */
    public static final RejectSpec SKIP = new RejectSpec(RejectPolicy.SKIP, "");

    /** Refuses to keep rows without a file. */
    public RejectSpec {
        file = Objects.requireNonNullElse(file, "");
        policy = Objects.requireNonNullElse(policy, file.isBlank() ? RejectPolicy.FAIL : RejectPolicy.REJECT);
        if (policy.action() == RejectPolicy.Action.REJECT && file.isBlank()) {
            throw new IllegalArgumentException(
                    "the policy is REJECT, but file is blank; name a file for the rows, or choose SKIP or FAIL");
        }
    }

    /** Bad rows are left out and kept in this CSV file. */
    public static RejectSpec to(Path file) {
        return new RejectSpec(RejectPolicy.REJECT, file.toString());
    }

    /** The same, but the job fails when there are more bad rows than this. */
    public RejectSpec withMaxRows(long rows) {
        return new RejectSpec(policy.withMaxRows(rows), file);
    }

    /** The same, but the job fails when bad rows are a greater share of all than this, 0 to 1. */
    public RejectSpec withMaxShare(double share) {
        return new RejectSpec(policy.withMaxShare(share), file);
    }

    /** The place for the bad rows of one run. */
    public Rejects open() {
        return file.isBlank() ? Rejects.of(policy) : Rejects.to(Path.of(file), policy);
    }
}
