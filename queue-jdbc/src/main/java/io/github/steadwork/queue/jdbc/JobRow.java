package io.github.steadwork.queue.jdbc;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Progress;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.Flow;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as its row says, for the length of one transaction: read, moved, written back. Belongs to one thread.
 *
 * <p>The fields are named as the columns, whose meaning the tables tell. What is not there is null.
 */
@SuppressWarnings("NullAway.Init") // filled by whoever makes one
final class JobRow {

    UUID id;
    String type;
    String queue;
    int priority;
    JobState state;
    long runAt;
    long createdAt;
    byte[] payload;
    String payloadForm;
    int maxRetries;

    @Nullable
    Long timeout;

    int attempt;
    int retriesUsed;
    int crashes;
    int snoozes;

    @Nullable
    String worker;

    long incarnation;

    @Nullable
    Long token;

    long claimedAt;
    boolean started;
    boolean suspect;

    @Nullable
    String cancelReason;

    @Nullable
    String uniqueKey;

    @Nullable
    String uniqueRule;

    @Nullable
    String parents;

    ParentPolicy parentPolicy = ParentPolicy.FAIL;
    boolean forChildren;

    @Nullable
    String tags;

    @Nullable
    String headers;

    @Nullable
    String error;

    byte @Nullable [] checkpoint;

    @Nullable
    String checkpointForm;

    @Nullable
    String progress;

    @Nullable
    String flow;

    private @Nullable Flow asked;

    @Nullable
    String lane;

    @Nullable
    Long startBy;

    @Nullable
    Long finishedAt;

    @Nullable
    Long ran;

    byte @Nullable [] result;

    @Nullable
    String resultForm;

    /** The row of a new job, QUEUED. */
    static JobRow of(StoredRequest request, long now) {
        JobRow row = new JobRow();
        row.id = request.id().value();
        row.type = request.type();
        row.queue = request.queue();
        row.state = JobState.QUEUED;
        row.createdAt = now;
        row.maxRetries = request.maxRetries();
        row.timeout = request.timeout().map(Micros::of).orElse(null);
        row.uniqueKey = request.unique().map(rule -> Texts.key(rule.key())).orElse(null);
        row.uniqueRule = request.unique().map(Texts::json).orElse(null);
        row.parents = Texts.ids(request.parents());
        row.parentPolicy = request.onParentFailure();
        row.tags = Texts.words(request.tags());
        row.headers = Texts.map(request.headers());
        row.ask(request, now);
        row.flow(request.flow());
        row.startBy = request.flow().startBy().map(due -> due(due, now)).orElse(null);
        return row;
    }

    /** Asks this of the flow from now on; its lane follows from it, from its type and from its queue. */
    void flow(Flow other) {
        asked = other;
        flow = other.none() ? null : Texts.json(other);
        findLane();
    }

    /** To be called when it has come to another queue. */
    void findLane() {
        lane = flow().none() ? null : Texts.key(flow().lane(type, queue));
    }

    /** What it asks of the flow, read once. */
    Flow flow() {
        Flow read = asked;
        if (read == null) {
            read = flow == null ? Flow.NONE : Texts.value(flow, Flow.class).orElse(Flow.NONE);
            asked = read;
        }
        return read;
    }

    /** Whether it has not started by when it had to. */
    boolean isExpired(long now) {
        return attempt == 0 && startBy != null && startBy < now;
    }

    /** Takes over payload, priority and due time. */
    void ask(StoredRequest request, long now) {
        payload = request.payload().bytes();
        payloadForm = Texts.form(request.payload());
        priority = Codes.of(request.priority());
        runAt = due(request.due(), now);
    }

    static long due(StoredRequest.Due due, long now) {
        return due.at().map(Micros::of).orElseGet(() -> now + Micros.of(due.delay()));
    }

    boolean isHeldUnder(long claimToken) {
        return state == JobState.RUNNING && token != null && token == claimToken;
    }

    Lease lease() {
        return new Lease(jobId(), token == null ? 0 : token);
    }

    JobId jobId() {
        return new JobId(id);
    }

    WorkerId workerId() {
        if (worker == null) {
            throw new IllegalStateException("job " + id + " is " + state + " without a worker");
        }
        return new WorkerId(worker, incarnation);
    }

    Optional<UniqueRule> unique() {
        return Texts.value(uniqueRule, UniqueRule.class);
    }

    /** Whether it matters how each of its parents ends, and not only that all have. */
    boolean mindsParents() {
        return !forChildren && parentPolicy.minds();
    }

    List<JobId> parentIds() {
        return Texts.ids(parents);
    }

    void checkpoint(Payload saved) {
        checkpoint = saved.isNothing() ? null : saved.bytes();
        checkpointForm = saved.isNothing() ? null : Texts.form(saved);
    }

    void forgetProgress() {
        checkpoint(Payload.NOTHING);
        progress = null;
    }

    void result(Payload given) {
        result = given.isNothing() ? null : given.bytes();
        resultForm = given.isNothing() ? null : Texts.form(given);
    }

    /** Nobody has it any more. */
    private void letGo() {
        worker = null;
        token = null;
        started = false;
        cancelReason = null;
    }

    void toQueued() {
        move(JobState.QUEUED);
        letGo();
        forChildren = false;
        finishedAt = null;
    }

    /** A redriven job waits for its parents again. */
    void toWaitingAgain() {
        toWaiting();
        finishedAt = null;
    }

    void toWaiting() {
        move(JobState.WAITING);
        letGo();
    }

    /** Worker and token stay, so that who settles the same attempt again learns that it had been stored. */
    void toEnded(JobState end, long now) {
        move(end);
        cancelReason = null;
        finishedAt = now;
    }

    private void move(JobState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("job " + id + " is " + state + " and cannot become " + next);
        }
        state = next;
    }

    JobRecord record() {
        return new JobRecord(
                request(),
                state,
                Micros.instant(runAt),
                new JobRecord.Counters(attempt, retriesUsed, crashes, snoozes),
                Micros.instant(createdAt),
                Optional.ofNullable(finishedAt).map(Micros::instant),
                holder(),
                Texts.value(error, ErrorInfo.class),
                Texts.payload(result, resultForm),
                Texts.payload(checkpoint, checkpointForm),
                Texts.value(progress, Progress.class).orElse(Progress.NONE));
    }

    private StoredRequest request() {
        return new StoredRequest(
                jobId(),
                type,
                queue,
                Codes.priority(priority),
                Texts.payload(payload, payloadForm),
                new StoredRequest.Due(Optional.of(Micros.instant(runAt)), Duration.ZERO),
                maxRetries,
                Optional.ofNullable(timeout).map(Micros::length),
                unique(),
                parentIds(),
                parentPolicy,
                Texts.wordSet(tags),
                Texts.map(headers),
                flow());
    }

    private Optional<JobRecord.Holder> holder() {
        if (state != JobState.RUNNING || worker == null || token == null) {
            return Optional.empty();
        }
        return Optional.of(
                new JobRecord.Holder(workerId(), token, Micros.instant(claimedAt), Optional.ofNullable(cancelReason)));
    }
}
