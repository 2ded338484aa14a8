package io.github.steadwork.testkit;

import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a stored job. A failure tells the whole job, not only the field that differs. */
public final class JobAssertions extends AbstractAssert<JobAssertions, JobRecord> {

    private JobAssertions(@Nullable JobRecord job) {
        super(job, JobAssertions.class);
    }

    /** Assertions on this job. */
    public static JobAssertions assertThat(@Nullable JobRecord job) {
        return new JobAssertions(job);
    }

    /** It stands in this state. */
    public JobAssertions hasState(JobState expected) {
        return has("state", job().state(), expected);
    }

    /** So many claims of it were started. */
    public JobAssertions hasAttempts(int expected) {
        return has("attempts", job().counters().attempt(), expected);
    }

    /** It has used up so many retries. */
    public JobAssertions hasRetriesUsed(int expected) {
        return has("retries used", job().counters().retriesUsed(), expected);
    }

    /** So many workers died while they ran it. */
    public JobAssertions hasCrashes(int expected) {
        return has("crashes", job().counters().crashes(), expected);
    }

    /** It snoozed so often. */
    public JobAssertions hasSnoozes(int expected) {
        return has("snoozes", job().counters().snoozes(), expected);
    }

    /** It waits in this queue. */
    public JobAssertions isInQueue(String expected) {
        return has("queue", job().request().queue(), expected);
    }

    /** It is leased to somebody. */
    public JobAssertions isLeased() {
        return has("lease present", job().lease().isPresent(), true);
    }

    /** It is leased to nobody. */
    public JobAssertions isNotLeased() {
        return has("lease present", job().lease().isPresent(), false);
    }

    /** Its error's type or message contains this text. */
    public JobAssertions hasErrorContaining(String text) {
        String error = job().error().map(ErrorInfo::toString).orElse("none");
        if (!error.contains(text)) {
            failWithMessage("Expected an error containing <%s> but it is <%s>, of%n%s", text, error, told());
        }
        return this;
    }

    /** It has no error. */
    public JobAssertions hasNoError() {
        return has("error", job().error().map(ErrorInfo::toString).orElse("none"), "none");
    }

    /** Its result, as text, is this. */
    public JobAssertions hasResult(String expected) {
        return has("result", job().result().text(), expected);
    }

    private JobAssertions has(String what, Object value, Object expected) {
        if (!Objects.equals(value, expected)) {
            failWithMessage("Expected %s to be <%s> but it is <%s>, of%n%s", what, expected, value, told());
        }
        return this;
    }

    private JobRecord job() {
        isNotNull();
        return actual;
    }

    private String told() {
        JobRecord job = job();
        return "job " + job.id() + " of type " + job.request().type() + " in queue "
                + job.request().queue() + ": "
                + job.state() + ", due " + job.runAt() + ", " + job.counters() + ", lease " + job.lease() + ", error "
                + job.error().map(ErrorInfo::toString).orElse("none");
    }
}
