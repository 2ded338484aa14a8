package io.github.steadwork.scheduler.firing;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.loop.Acts;
import io.github.steadwork.scheduler.loop.RepeatedLook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Fires stored schedules, and lets any node create, change and delete them while it runs.
 *
 * <pre>{@code
 * try (JobEngine engine = JobEngine.builder().queue(backend).register(new Report()).start();
 *         Scheduler scheduler = Scheduler.on(engine)
 *                 .declare(JobSchedule.of("nightly-report", nightly, JobRequest.of(Report.TYPE, params)))
 *                 .start()) {
 *     scheduler.trigger("nightly-report");
 * }
 * }</pre>
 *
 * <p>Every node may have one, on the same backend; each fire time becomes one job all the same, and is fired as long as one of them
 * runs. With {@code JOB_SCHEDULER_ENABLED=false} a scheduler fires nothing and declares nothing, but still does what it is asked. Only
 * the clock of the backend counts. Safe for use by many threads; close it before its engine.
 *
 * <p>Methods that name a schedule throw an IllegalArgumentException if there is none of that name, and all throw a
 * {@link io.github.steadwork.queue.JobQueueException} if the backend cannot be reached.
 */
public final class Scheduler implements AutoCloseable {

    private final JobEngine engine;
    private final JobMaker maker;
    private final ScheduleStore store;
    private final OnDemand onDemand;
    private final Firing firing;
    private final Declarations declarations;
    private final RepeatedLook loop;
    private final Acts acts;

    private Scheduler(Builder builder) {
        engine = builder.engine;
        maker = new JobMaker(engine.jobs()::encode);
        store = new ScheduleStore(engine.backend());
        onDemand = new OnDemand(store, maker, engine::tell);
        firing = new Firing(engine.backend(), maker, engine::tell);
        acts = Acts.on(engine);
        declarations = new Declarations(
                store, maker, List.copyOf(builder.declared.values()), builder.dropsUndeclared, acts.asDeclared());
        loop = new RepeatedLook(engine, "steadwork-scheduler", "fire schedules", firing::fireDue, builder.pollInterval);
    }

    private Scheduler(Scheduler whole, Acts acts) {
        engine = whole.engine;
        maker = whole.maker;
        store = whole.store;
        onDemand = whole.onDemand;
        firing = whole.firing;
        declarations = whole.declarations;
        loop = whole.loop;
        this.acts = acts;
    }

    /**
     * The same, on behalf of somebody: what is done to schedules through it stands in the {@linkplain JobEngine#audit audit trail} under
     * this name, and so do the runs that are triggered through it. Make one for each call of a user's, as {@code
     * scheduler.as(user).pause(name, reason)}; it costs nothing. Closing it closes the scheduler.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Scheduler as(String actor) {
        return new Scheduler(this, acts.as(actor));
    }

    private void tell(String act, String name, String detail) {
        acts.tell(act, "schedule " + name, detail);
    }

    /** A scheduler for the jobs of this engine, on its backend. The engine need not be started. */
    public static Builder on(JobEngine engine) {
        return new Builder(engine);
    }

    /**
     * Brings what is stored in line with what is declared, then fires what is due from now on, on a thread of its own.
     *
     * @throws IllegalStateException if it has been started before, or closed
     */
    public void start() {
        loop.start(this::reconcile);
    }

    /**
     * Creates the declared schedules that are not stored and changes those that are stored otherwise; drops what an earlier version of
     * the program had declared, if that is wanted. What is paused stays so. What is changed stands in the audit trail as {@code declared by}
     * this worker. {@link #start} does it.
     */
    public void reconcile() {
        declarations.reconcile();
    }

    /**
     * Fires what is due, right here, on this thread: for tests, and for programs that are started from outside now and then.
     *
     * @return how many jobs were enqueued
     */
    public int fireDue() {
        return firing.fireDue();
    }

    /**
     * Stores a new schedule. Its first fire time is after now.
     *
     * @throws IllegalStateException if there is one of this name
     */
    public void create(JobSchedule schedule) {
        Definition definition = schedule.definition(maker.learn(schedule), false);
        StoredSchedule stored = StoredSchedule.create(definition, schedule.isEnabled(), store.now());
        if (!store.create(schedule.name(), stored)) {
            throw new IllegalStateException("there is a schedule '" + schedule.name() + "' already");
        }
        tell("create", schedule.name(), schedule.schedule().describe());
    }

    /** Replaces what is stored under this name; its runs and counts stay, and so does whether it fires. */
    public void update(JobSchedule schedule) {
        Optional<Template> template = maker.learn(schedule);
        change(
                schedule.name(),
                (before, now) -> before.definition(
                        schedule.definition(template, before.definition().declared()), now));
        tell("update", schedule.name(), schedule.schedule().describe());
    }

    /** Changes only when it is due. */
    public void reschedule(String name, Schedule schedule) {
        change(name, (before, now) -> before.definition(before.definition().at(schedule.spec()), now));
        tell("reschedule", name, schedule.describe());
    }

    /** Stops it from firing; what becomes due meanwhile is not made up for. */
    public void pause(String name, String reason) {
        change(name, (before, now) -> before.paused(ScheduleState.PAUSED, reason));
        tell("pause", name, reason);
    }

    /** Lets it fire again, from the next fire time after now; failures are counted anew. One that is active stays as it is. */
    public void resume(String name) {
        change(name, (before, now) -> before.isActive() ? before : before.resumed(now));
        tell("resume", name, "");
    }

    /** Enqueues its job at once, whether it fires or not and whatever the overlap policy says. */
    public JobId trigger(String name) {
        JobId id = onDemand.trigger(name, acts.actor());
        tell("trigger", name, "job " + id);
        return id;
    }

    /**
     * Enqueues a job for each of its fire times in a range, as if it had been active then; whether they have been fired before does not
     * matter, and neither does the overlap policy.
     *
     * @param from the first instant of the range
     * @param to the first instant after it
     * @return the jobs, in the order of their fire times
     * @throws IllegalArgumentException if there are more than 10,000; nothing is enqueued
     */
    public List<JobId> backfill(String name, Instant from, Instant to) {
        List<JobId> ids = onDemand.backfill(name, from, to, acts.actor());
        tell("backfill", name, ids.size() + " jobs, from " + from + " to " + to);
        return ids;
    }

    /** Forgets it; jobs that it has enqueued stay. Gives whether there was one. */
    public boolean delete(String name) {
        boolean deleted = store.delete(name);
        if (deleted) {
            tell("delete", name, "");
        }
        return deleted;
    }

    /** The schedule of this name, with its run log as it is now; empty if there is none. */
    public Optional<ScheduleStatus> find(String name) {
        return store.find(name).map(schedule -> status(name, schedule));
    }

    /**
     * Schedules by name.
     *
     * @param afterName only names greater than this; empty to begin
     */
    public List<ScheduleStatus> list(String afterName, int limit) {
        List<ScheduleStatus> all = new ArrayList<>();
        for (Document document : store.list(afterName, limit)) {
            all.add(status(document.key(), ScheduleJson.read(document.json())));
        }
        return all;
    }

    private ScheduleStatus status(String name, StoredSchedule schedule) {
        JobInspector inspector = engine.backend().inspector();
        List<JobId> open = schedule.openRuns().map(ScheduledRun::id).toList();
        return ScheduleStatus.of(name, schedule, open.isEmpty() ? Map.of() : RunBook.byId(inspector.findAll(open)));
    }

    /** The next fire times from now on, whether it fires or not. */
    public List<Instant> preview(String name, int n) {
        StoredSchedule stored = store.find(name).orElseThrow(() -> ScheduleStore.unknown(name));
        Timing timing = stored.definition().timing();
        List<Instant> times = new ArrayList<>();
        Optional<Instant> at = timing.next(store.now());
        while (at.isPresent() && times.size() < n) {
            times.add(at.get());
            at = timing.next(at.get());
        }
        return times;
    }

    private void change(String name, java.util.function.BiFunction<StoredSchedule, Instant, StoredSchedule> change) {
        store.change(name, (before, now) -> ScheduleStore.Change.of(change.apply(before, now)));
    }

    /** Fires no more; returns when what it is at is done, or after a few seconds. Closing twice does nothing. */
    @Override
    public void close() {
        firing.end();
        loop.close();
    }

    /** Says what a scheduler declares, and how often it looks. Not safe for use by several threads. */
    public static final class Builder {

        private final JobEngine engine;
        private final Map<String, JobSchedule> declared = new LinkedHashMap<>();
        private boolean dropsUndeclared;
        private Duration pollInterval = Duration.ofMillis(500);

        private Builder(JobEngine engine) {
            this.engine = Objects.requireNonNull(engine, "engine");
        }

        /**
         * This schedule shall be stored as it is said here.
         *
         * @throws IllegalArgumentException if there is another one of this name
         */
        public Builder declare(JobSchedule schedule) {
            if (declared.putIfAbsent(schedule.name(), schedule) != null) {
                throw new IllegalArgumentException("schedule '" + schedule.name() + "' is declared twice");
            }
            return this;
        }

        /** Schedules that were declared once and are not any more are deleted; otherwise they stay and fire on. */
        public Builder dropUndeclared() {
            dropsUndeclared = true;
            return this;
        }

        /** How often to look what is due; half a second unless said. */
        public Builder pollInterval(Duration interval) {
            pollInterval = RepeatedLook.requirePause(interval);
            return this;
        }

        /** The scheduler, not started. */
        public Scheduler build() {
            return new Scheduler(this);
        }

        /** The scheduler, started. */
        public Scheduler start() {
            Scheduler scheduler = build();
            scheduler.start();
            return scheduler;
        }
    }
}
