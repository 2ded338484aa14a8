package io.github.steadwork.datajobs;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.QueueManager;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.scheduler.firing.ScheduleStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets an engine run data jobs, and shows their runs.
 *
 * <pre>{@code
 * DataJobs dataJobs = DataJobs.on(backend)
 *         .reader(new DatabaseIngestionJob(connections))
 *         .reader(new FileIngestionJob())
 *         .build();
 * try (JobEngine engine = dataJobs.addTo(JobEngine.builder().queue(backend)).start();
 *         Scheduler scheduler = Scheduler.on(engine).declare(customers.asSchedule()).start()) {
 *     scheduler.trigger("customers");
 *     dataJobs.runs("customers", Optional.empty(), 20);
 * }
 * }</pre>
 *
 * <p>The scheduler stores data jobs, and all that can be done with a schedule can be done with them: create, update, pause, resume,
 * trigger, backfill, delete. The run log lasts as long as the jobs of the runs are kept. Safe for use by many threads.
 */
public final class DataJobs {

    private final QueueBackend backend;
    private final PayloadCodec codec;
    private final JobRegistry readers;
    private final @Nullable DataJobNotifier notifier;
    private final SourceRuns sourceRuns;
    private final RunReader runReader;

    private DataJobs(Builder builder) {
        backend = builder.backend;
        codec = builder.codec;
        readers = builder.readers.build();
        notifier = builder.notifier;
        sourceRuns = new SourceRuns(backend.inspector(), codec);
        runReader = new RunReader(codec, sourceRuns);
    }

    /** Begins with the backend, which is that of the engines. */
    public static Builder on(QueueBackend backend) {
        return new Builder(backend);
    }

    /** Lets an engine run data jobs, and the jobs that read their sources. */
    public JobEngine.Builder addTo(JobEngine.Builder engine) {
        DataJobNotifier told = notifier;
        if (told != null) {
            engine.register(new NoticeJob(this, told));
        }
        return engine.register(new RunJob(backend, sourceRuns, told != null))
                .register(new SourceJob(readers))
                .register(new BarrierJob())
                .register(new WatchJob(backend));
    }

    /** The data job that a schedule fires, as it will be fired next; empty if it fires other jobs. */
    public Optional<DataJob> of(ScheduleStatus schedule) {
        return schedule.type()
                .filter(RunJob.TYPE.name()::equals)
                .flatMap(type -> schedule.payload())
                .map(payload -> Objects.requireNonNull(codec.decode(payload, DataJob.class), "payload"));
    }

    /** The run with this id, as it is now; empty if there is none, or none any more. */
    public Optional<DataJobRun> run(JobId id) {
        return backend.inspector()
                .find(id)
                .filter(job -> job.request().type().equals(RunJob.TYPE.name()))
                .map(runReader::read);
    }

    /**
     * The run log of a data job, newest first.
     *
     * @param olderThan the last run of the page before; empty to begin
     */
    public List<DataJobRun> runs(String name, Optional<JobId> olderThan, int limit) {
        JobFilter which = JobFilter.ALL.types(RunJob.TYPE.name()).tags(RunJob.tag(name));
        return backend.inspector().list(which, olderThan, limit).stream()
                .map(runReader::read)
                .toList();
    }

    /**
     * Calls a run off, with all that it reads: what is being read is asked to end, and ends within about a second if it listens. One
     * that has ended stays as it is.
     *
     * @param by whose act it is: {@code engine.jobs().as(user)}, or {@code engine.jobs()}
     * @throws IllegalArgumentException if there is no such run
     */
    public void cancel(QueueManager by, JobId run, String why) {
        require(run);
        by.cancel(JobFilter.id(run), why);
        List<JobId> jobs = require(run).request().parents(); // read after the run can make no more
        if (!jobs.isEmpty()) {
            by.cancel(JobFilter.ids(jobs).types(SourceJob.TYPE.name()), why);
        }
    }

    /**
     * Begins a run again that did not succeed: reads the sources that have not been read. A source of a database or of files goes on
     * where it was.
     *
     * @param by whose act it is, as for {@link #cancel}
     * @return whether it was begun again; false if it has succeeded or goes on
     * @throws IllegalArgumentException if there is no such run
     */
    public boolean restart(QueueManager by, JobId run) {
        JobState state = require(run).state();
        return state.isFinal() && state != JobState.SUCCEEDED && by.redrive(JobFilter.id(run), JobChange.NONE) == 1;
    }

    private JobRecord require(JobId run) {
        return backend.inspector()
                .find(run)
                .filter(job -> job.request().type().equals(RunJob.TYPE.name()))
                .orElseThrow(() -> new IllegalArgumentException("there is no run " + run + " of a data job"));
    }

    /** Says what reads sources. Not safe for use by several threads. */
    public static final class Builder {

        private final QueueBackend backend;
        private final JobRegistry.Builder readers = JobRegistry.builder();
        private PayloadCodec codec = new JacksonPayloadCodec();
        private @Nullable DataJobNotifier notifier;

        private Builder(QueueBackend backend) {
            this.backend = Objects.requireNonNull(backend, "backend");
        }

        /**
         * Sources of this job's type are read by it. It is run under another name, so it need not be registered with the engine, and its
         * type's own options do not count; how often a source is tried and for how long, the data job says.
         *
         * @throws IllegalArgumentException if there is one of this type already
         */
        public Builder reader(BaseJob<?, ?> job) {
            readers.register(job);
            return this;
        }

        /** Ends of runs are told to this one. Without it nobody is told, whatever data jobs say. All nodes should say the same. */
        public Builder notifier(DataJobNotifier told) {
            notifier = Objects.requireNonNull(told, "notifier");
            return this;
        }

        /** Reads what is stored as this codec has written it; that of the engines, JSON unless said. */
        public Builder codec(PayloadCodec ofEngines) {
            codec = Objects.requireNonNull(ofEngines, "codec");
            return this;
        }

        /** The data jobs of this program. */
        public DataJobs build() {
            return new DataJobs(this);
        }
    }
}
