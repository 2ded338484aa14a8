package io.github.steadwork.queue.inmemory;

import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueFullException;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Reclaimed;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StateStore;
import io.github.steadwork.queue.WorkerDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A queue in the memory of this process: fast, complete, and gone with the process.
 *
 * <p>Keeps every word of the contract of {@link QueueBackend}. Its memory stays bounded in a process that runs for months:
 * of the jobs that have ended it keeps a number that the {@linkplain Builder builder} sets, and forgets the oldest beyond it,
 * except those that an unfinished job or the window of a unique rule still needs. A forgotten job is as one that was purged.
 *
 * <p>Safe for use by many threads: one lock, held for a microsecond or so per job. Searches by operators give way in between.
 */
public final class InMemoryJobQueue implements QueueBackend {

    private final Gate gate;
    private final int capacity;
    private final Jobs jobs;
    private final Inspection inspection;
    private final Workers workers;
    private final Documents documents;
    private final Lines lines;
    private final Hints hints = new Hints();

    /** A queue on the system's clock, without a capacity. */
    public InMemoryJobQueue() {
        this(builder());
    }

    /** A queue on this clock, without a capacity. */
    public InMemoryJobQueue(InstantSource clock) {
        this(builder().clock(clock));
    }

    private InMemoryJobQueue(Builder builder) {
        gate = new Gate(builder.clock);
        capacity = builder.capacity;
        jobs = new Jobs(new History(builder.endedKept, builder.failedKept));
        inspection = new Inspection(gate, jobs);
        workers = new Workers(gate);
        documents = new Documents(gate);
        lines = new Lines(new Gate(builder.clock), builder.linesKept);
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@inheritDoc}
     *
     * @throws QueueFullException if a queue would exceed its capacity
     */
    @Override
    public EnqueueReceipt enqueue(EnqueueBatch batch) {
        return move(now -> enqueue(batch, now));
    }

    @Override
    public ClaimReply claim(ClaimRequest request) {
        return gate.call(now -> claim(request, now));
    }

    @Override
    public LeaseReport extend(List<LeaseUpdate> updates) {
        return gate.call(now -> new Settling(jobs, now).extend(updates));
    }

    @Override
    public SettleReport settle(List<Settlement> settlements) {
        return move(now -> new Settling(jobs, now).settle(settlements));
    }

    @Override
    public CancelReport cancel(JobFilter which, String reason, int limit) {
        return gate.call(now -> new Operations(jobs, now).cancel(which, reason, limit));
    }

    @Override
    public List<Reclaimed> reclaim(ReclaimRule rule) {
        return move(now -> new Reclaiming(jobs, workers, now).run(rule));
    }

    @Override
    public int unblock(int limit) {
        return move(now -> new Operations(jobs, now).unblock(limit));
    }

    @Override
    public int update(JobFilter which, JobChange change, int limit) {
        return move(now -> new Operations(jobs, now).update(which, change, limit));
    }

    @Override
    public int redrive(JobFilter which, JobChange change, int limit) {
        return move(now -> new Operations(jobs, now).redrive(which, change, limit));
    }

    @Override
    public int purge(JobFilter which, Duration endedFor, int limit) {
        return gate.call(now -> new Operations(jobs, now).purge(which, endedFor, limit));
    }

    @Override
    public JobInspector inspector() {
        return inspection;
    }

    @Override
    public WorkerDirectory workers() {
        return workers;
    }

    @Override
    public StateStore documents() {
        return documents;
    }

    @Override
    public RunLog runLog() {
        return lines;
    }

    /** {@inheritDoc} Here it runs on the thread whose call made the work claimable, after that has happened. */
    @Override
    public Subscription subscribe(Runnable hint) {
        gate.run(now -> hints.await());
        return hints.subscribe(hint);
    }

    @Override
    public void hint() {
        hints.tell();
    }

    /** Ends all subscriptions. There is nothing else to let go of: the jobs stay as long as the object is reachable. */
    @Override
    public void close() {
        hints.clear();
    }

    /** Does what may make jobs claimable, and then tells those who wait. */
    private <T> T move(Function<Instant, T> verb) {
        boolean[] tell = new boolean[1];
        T answer = gate.call(now -> {
            T done = verb.apply(now);
            tell[0] = hints.takeTurn(jobs.takeWorkArrived());
            return done;
        });
        if (tell[0]) {
            hints.tell();
        }
        return answer;
    }

    private ClaimReply claim(ClaimRequest request, Instant now) {
        if (!workers.isEntered(request.worker())) {
            return new ClaimReply(List.of(), Optional.empty());
        }
        Claiming claiming = new Claiming(request, jobs, now);
        ClaimReply reply = claiming.run();
        if (claiming.leftHungry()) {
            hints.await();
        }
        return reply;
    }

    private EnqueueReceipt enqueue(EnqueueBatch batch, Instant now) {
        Intake intake = new Intake(jobs, batch.jobs(), batch.repeated(), now);
        intake.admit();
        // What an earlier try has stored, it has stored with the documents.
        Optional<Documents.Staged> staged = documents.stage(intake.anyKnown() ? List.of() : batch.documents());
        if (staged.isEmpty()) {
            intake.withdraw();
            return EnqueueReceipt.NOT_ACCEPTED;
        }
        refuseOverflow(intake);
        documents.store(staged.get());
        return new EnqueueReceipt(true, intake.store());
    }

    private void refuseOverflow(Intake intake) {
        if (capacity == Builder.UNLIMITED) {
            return;
        }
        for (Map.Entry<String, Integer> coming : intake.newByQueue().entrySet()) {
            QueueRoom room = jobs.roomIfAny(coming.getKey());
            long unfinished = room == null ? 0 : room.unfinished();
            if (unfinished + coming.getValue() > capacity) {
                intake.withdraw();
                throw new QueueFullException(coming.getKey(), capacity);
            }
        }
    }

    /** Sets what differs from the defaults. Not safe for use by many threads. */
    public static final class Builder {

        private static final int UNLIMITED = Integer.MAX_VALUE;

        private InstantSource clock = InstantSource.system();
        private int capacity = UNLIMITED;
        private int endedKept = 100_000;
        private int failedKept = 1_000_000;
        private int linesKept = 100_000;

        private Builder() {}

        /** The clock that all due times, leases and windows follow; the system's by default. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * How many unfinished jobs each queue holds at most; an enqueue that would exceed it is refused. No limit by default.
         * Children that a running job waits for are taken in all the same: refusing them would leave their parent stuck.
         */
        public Builder capacity(int jobs) {
            this.capacity = atLeast(1, jobs, "capacity");
            return this;
        }

        /** How many jobs that succeeded or were cancelled are kept for inspection; 100,000 by default. */
        public Builder endedKept(int jobs) {
            this.endedKept = atLeast(0, jobs, "endedKept");
            return this;
        }

        /** How many failed jobs are kept for a redrive; 1,000,000 by default. */
        public Builder failedKept(int jobs) {
            this.failedKept = atLeast(0, jobs, "failedKept");
            return this;
        }

        /** How many lines the run log keeps, of all jobs together; 100,000 by default. */
        public Builder linesKept(int lines) {
            this.linesKept = atLeast(0, lines, "linesKept");
            return this;
        }

        /** The queue. */
        public InMemoryJobQueue build() {
            return new InMemoryJobQueue(this);
        }

        private static int atLeast(int least, int value, String name) {
            if (value < least) {
                throw new IllegalArgumentException(name + " is " + value + ", allowed is " + least + " or more");
            }
            return value;
        }
    }
}
