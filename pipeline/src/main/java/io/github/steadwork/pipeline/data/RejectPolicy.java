package io.github.steadwork.pipeline.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rows that cannot be used.
 *
 * @param action what is done with each
 * @param maxRows how many there may be before the work fails, 0 or more
 * @param maxShare which share of all rows they may be before the work fails, 0 to 1
 */
public record RejectPolicy(Action action, long maxRows, double maxShare) {

    /** What is done with a bad row. */
    public enum Action {
        /** The work fails at the first one. */
        FAIL,
        /** It is counted and left out. */
        SKIP,
        /** It is counted, left out, and kept in a file. */
        REJECT
    }

    /** The first bad row fails the work. */
    public static final RejectPolicy FAIL = new RejectPolicy(Action.FAIL, 0, 1);

    /** Bad rows are counted and left out, however many. */
    public static final RejectPolicy SKIP = new RejectPolicy(Action.SKIP, Long.MAX_VALUE, 1);

    /** Bad rows are kept in a file, however many. */
    public static final RejectPolicy REJECT = new RejectPolicy(Action.REJECT, Long.MAX_VALUE, 1);

    /** Refuses limits that are out of range. */
    public RejectPolicy {
        Objects.requireNonNull(action, "action");
        if (maxRows < 0) {
            throw new IllegalArgumentException("maxRows is " + maxRows + ", allowed is 0 or more");
        }
        if (!(maxShare >= 0 && maxShare <= 1)) {
            throw new IllegalArgumentException("maxShare is " + maxShare + ", allowed is 0 to 1");
        }
    }

    @JsonCreator
    static RejectPolicy read(
            @JsonProperty("action") @Nullable Action action,
            @JsonProperty("maxRows") @Nullable Long maxRows,
            @JsonProperty("maxShare") @Nullable Double maxShare) {
        return new RejectPolicy(
                action == null ? Action.REJECT : action,
                maxRows == null ? Long.MAX_VALUE : maxRows,
                maxShare == null ? 1 : maxShare);
    }

    /** The same policy with this many bad rows allowed. */
    public RejectPolicy withMaxRows(long rows) {
        return new RejectPolicy(action, rows, maxShare);
    }

    /** The same policy with this share of bad rows allowed. It is looked at from the thousandth row on. */
    public RejectPolicy withMaxShare(double share) {
        return new RejectPolicy(action, maxRows, share);
    }
}
