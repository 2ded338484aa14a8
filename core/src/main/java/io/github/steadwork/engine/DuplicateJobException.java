package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;

/** An enqueue was refused because of an earlier job with the same unique key. */
public final class DuplicateJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final JobId earlier;

    /** With the earlier job. */
    public DuplicateJobException(String type, String key, JobId earlier) {
        super(type + " with the unique key '" + key + "' was refused: there is job " + earlier + " already");
        this.earlier = earlier;
    }

    /** The earlier job. */
    public JobId earlier() {
        return earlier;
    }
}
