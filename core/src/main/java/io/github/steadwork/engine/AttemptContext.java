package io.github.steadwork.engine;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.job.DataMeter;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobInterruptedException;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.ProgressMeter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What a job in an engine knows of itself. */
final class AttemptContext implements JobContext {

    private final Attempt attempt;
    private final QueueBackend backend;
    private final PayloadCodec codec;
    private final KeptState kept;
    private final RunLogs runLogs;
    private @Nullable Logger logger;
    private volatile Payload checkpoint;

    AttemptContext(Attempt attempt, QueueBackend backend, PayloadCodec codec, RunLogs runLogs) {
        this.attempt = attempt;
        this.backend = backend;
        this.codec = codec;
        this.runLogs = runLogs;
        this.kept = new KeptState(
                backend.documents(), codec, attempt.job().request().type());
        this.checkpoint = attempt.job().checkpoint();
    }

    @Override
    public JobId id() {
        return attempt.job().id();
    }

    @Override
    public String type() {
        return attempt.job().request().type();
    }

    @Override
    public int attempt() {
        return attempt.job().counters().attempt();
    }

    @Override
    public long leaseToken() {
        return attempt.lease().token();
    }

    @Override
    public Duration ran() {
        return attempt.ran();
    }

    @Override
    public Map<String, String> headers() {
        return attempt.job().request().headers();
    }

    @Override
    public synchronized Logger logger() {
        Logger made = logger == null ? runLogs.logger(attempt) : logger;
        logger = made;
        return made;
    }

    @Override
    public boolean isCancelled() {
        return attempt.isStopped();
    }

    @Override
    public void checkCancelled() {
        if (attempt.isStopped()) {
            throw new JobInterruptedException(attempt.stopReason());
        }
    }

    @Override
    public ProgressMeter progress() {
        return attempt.progressMeter();
    }

    @Override
    public DataMeter data() {
        return attempt.dataMeter();
    }

    @Override
    public <C> Optional<C> checkpoint(Class<C> type) {
        return Optional.ofNullable(codec.decode(checkpoint.isNothing() ? inherited() : checkpoint, type));
    }

    private Payload inherited() {
        return Optional.ofNullable(headers().get(JobRequest.RESUMES_HEADER))
                .flatMap(earlier -> backend.inspector().find(JobId.parse(earlier)))
                .map(JobRecord::checkpoint)
                .orElse(Payload.NOTHING);
    }

    @Override
    public void saveCheckpoint(Object saved) {
        if (!attempt.isRunning()) {
            throw new IllegalStateException("the attempt has ended; a checkpoint can be saved only while it runs");
        }
        Payload encoded = codec.encode(Objects.requireNonNull(saved, "checkpoint"), 1);
        LeaseUpdate update = new LeaseUpdate(attempt.lease(), attempt.progress(), Optional.of(encoded));
        if (!backend.extend(List.of(update)).lost().isEmpty()) {
            attempt.stop(Attempt.Stop.LEASE_LOST, "the lease is lost");
            throw new JobInterruptedException("the lease is lost; another worker has the job");
        }
        checkpoint = encoded;
        if (attempt.stopToYield()) {
            throw new JobInterruptedException(attempt.stopReason());
        }
    }

    @Override
    public <S> Optional<S> state(String key, Class<S> type) {
        return kept.read(key, type);
    }

    @Override
    public void saveState(String key, Object state) {
        if (!attempt.isRunning()) {
            throw new IllegalStateException("the attempt has ended; state can be saved only while it runs");
        }
        kept.write(key, state);
    }

    @Override
    public Payload encode(@Nullable Object result) {
        return codec.encode(result, 1);
    }

    @Override
    public <T> List<T> outputs(Class<T> type) {
        return outputs(type, parent -> true);
    }

    @Override
    public <T extends @Nullable Object> List<T> outputs(JobType<?, T> type) {
        return outputs(
                type.resultClass(),
                parent -> type.allNames().contains(parent.request().type()));
    }

    private <T extends @Nullable Object> List<T> outputs(Class<T> type, Predicate<JobRecord> wanted) {
        List<JobId> parents = attempt.job().request().parents();
        Map<JobId, JobRecord> ended = backend.inspector().findAll(parents).stream()
                .filter(parent -> parent.state() == JobState.SUCCEEDED)
                .collect(Collectors.toMap(JobRecord::id, Function.identity()));
        return parents.stream()
                .map(ended::get)
                .filter(Objects::nonNull)
                .filter(wanted)
                .map(parent -> codec.decode(parent.result(), type))
                .filter(Objects::nonNull)
                .toList();
    }
}
