package io.github.steadwork.job;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.retry.FailsafeRetries;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job without a queue: {@link BaseJob#run}. */
final class DirectRun<P, R extends @Nullable Object> {

    private final BaseJob<P, R> job;
    private final P params;
    private final JobId id = JobId.create();
    private final Logger logger;
    private final Map<String, Object> states = new ConcurrentHashMap<>();
    private @Nullable Object checkpoint;
    private Context context = new Context(0);

    DirectRun(BaseJob<P, R> job, P params) {
        this.job = job;
        this.params = params;
        this.logger = LoggerFactory.getLogger("job." + job.type().name());
    }

    @Nullable
    R run(RetryPolicy retry) {
        RetryPolicy policy = retry.toBuilder().giveUpOn(error -> isEnd(error)).build();
        try {
            R result = FailsafeRetries.<R>call(policy, this::attempt, this::tellRetry);
            hook("onSuccess", () -> job.onSuccess(params, result, context));
            return result;
        } catch (JobSignal.Cancel cancel) {
            throw new JobFailedException(id, JobState.CANCELLED, String.valueOf(cancel.getMessage()), null);
        } catch (JobSignal.Discard discard) {
            return fail(discard);
        } catch (JobSignal signal) {
            return fail(needsEngine(signal));
        } catch (Throwable error) {
            return fail(error);
        }
    }

    private static IllegalStateException needsEngine(JobSignal signal) {
        return new IllegalStateException("the job " + signal.getMessage()
                + ", which needs an engine; enqueue it instead of calling run, or let it wait in place");
    }

    @SuppressWarnings("NullAway") // a job may give back null, which Failsafe hands through
    private R attempt() throws Exception {
        context = new Context(context.attempt + 1);
        hook("onStart", () -> job.onStart(params, context));
        return job.execute(params, context);
    }

    private void tellRetry(Throwable error, int retry, Duration delay) {
        hook("onRetry", () -> job.onRetry(params, new RetryNotice(error, retry, delay), context));
    }

    private @Nullable R fail(Throwable error) {
        if (error instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        hook("onFailure", () -> job.onFailure(params, error, context));
        throw new JobFailedException(id, JobState.FAILED, error.toString(), error);
    }

    private static boolean isEnd(Throwable error) {
        return error instanceof JobSignal
                || error instanceof InterruptedException
                || error instanceof JobInterruptedException;
    }

    private void hook(String name, Hook hook) {
        try {
            hook.call();
        } catch (Throwable error) {
            if (error instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            logger.warn("{} of job {} threw", name, id, error);
        }
    }

    @FunctionalInterface
    private interface Hook {
        void call() throws Exception;
    }

    /** The surroundings of a job that has none. */
    private final class Context implements JobContext {

        private final int attempt;
        private final long startNanos = System.nanoTime();
        private final ProgressMeter progress = new ProgressMeter(InstantSource.system());
        private final DataMeter data = new DataMeter();

        Context(int attempt) {
            this.attempt = attempt;
        }

        @Override
        public JobId id() {
            return id;
        }

        @Override
        public String type() {
            return job.type().name();
        }

        @Override
        public int attempt() {
            return attempt;
        }

        /** There is no lease. */
        @Override
        public long leaseToken() {
            return 0;
        }

        @Override
        public Duration ran() {
            return Duration.ofNanos(System.nanoTime() - startNanos);
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Logger logger() {
            return logger;
        }

        @Override
        public boolean isCancelled() {
            return Thread.currentThread().isInterrupted();
        }

        @Override
        public void checkCancelled() {
            if (isCancelled()) {
                throw new JobInterruptedException("the thread was interrupted");
            }
        }

        @Override
        public ProgressMeter progress() {
            return progress;
        }

        @Override
        public DataMeter data() {
            return data;
        }

        @Override
        public <C> Optional<C> checkpoint(Class<C> type) {
            if (checkpoint != null && !type.isInstance(checkpoint)) {
                throw new PayloadException(
                        "the checkpoint is a " + checkpoint.getClass().getName() + ", not a " + type.getName());
            }
            return Optional.ofNullable(checkpoint).map(type::cast);
        }

        @Override
        public void saveCheckpoint(Object saved) {
            checkpoint = saved;
        }

        @Override
        public <S> Optional<S> state(String key, Class<S> type) {
            Object state = states.get(key);
            if (state != null && !type.isInstance(state)) {
                throw new PayloadException(
                        "the state is a " + state.getClass().getName() + ", not a " + type.getName());
            }
            return Optional.ofNullable(state).map(type::cast);
        }

        @Override
        public void saveState(String key, Object state) {
            states.put(key, state);
        }

        @Override
        public Payload encode(@Nullable Object result) {
            return new JacksonPayloadCodec().encode(result, 1);
        }

        @Override
        public <T> List<T> outputs(Class<T> type) {
            return List.of();
        }

        @Override
        public <T extends @Nullable Object> List<T> outputs(JobType<?, T> type) {
            return List.of();
        }
    }
}
