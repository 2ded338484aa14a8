package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.scheduler.loop.Acts;
import io.github.steadwork.scheduler.loop.RepeatedLook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Lets pipelines take turns: one at a time in the whole cluster, the one that has been due the longest first.
 *
 * <pre>{@code
 * Orchestrator orchestrator = Orchestrator.on(engine)
 *         .pipeline(Pipeline.of("extract", JobRequest.of(Extract.TYPE, params)))
 *         .pipeline(Pipeline.of("load", JobRequest.of(Load.TYPE, params)).dependsOn("extract"))
 *         .start();
 * }</pre>
 *
 * <p>Every node may have one with the same pipelines, on the same backend. With {@code JOB_SCHEDULER_ENABLED=false} an orchestrator
 * moves nothing on by itself, but still does what it is asked. Only the clock of the backend counts. Safe for use by many threads; close
 * it before its engine.
 *
 * <p>Methods that name a pipeline throw an IllegalArgumentException if there is none of that name, and an IllegalStateException if it
 * stands where it cannot be moved from like that.
 */
public final class Orchestrator implements AutoCloseable {

    /** The header of a job that names the pipeline whose work it does. */
    public static final String PIPELINE_HEADER = "pipeline";

    /** The tag of all jobs that do the work of pipelines. */
    public static final String TAG = "pipeline";

    private final JobEngine engine;
    private final Map<String, Pipeline> pipelines;
    private final BoardStore store;
    private final RepeatedLook loop;
    private final Conductor conductor;
    private final String name;
    private final Acts acts;

    private Orchestrator(Builder builder) {
        engine = builder.engine;
        name = builder.name;
        acts = Acts.on(engine);
        pipelines = Map.copyOf(builder.pipelines);
        store = new BoardStore(engine.backend(), builder.name, engine::tell);
        conductor = new Conductor(engine, store, pipelines, builder.atOnce);
        loop = new RepeatedLook(
                engine, "steadwork-orchestrator", "orchestrate", conductor::advance, builder.pollInterval);
    }

    private Orchestrator(Orchestrator whole, Acts acts) {
        engine = whole.engine;
        pipelines = whole.pipelines;
        store = whole.store;
        loop = whole.loop;
        conductor = whole.conductor;
        name = whole.name;
        this.acts = acts;
    }

    /**
     * The same, on behalf of somebody: what is done to pipelines through it stands in the {@linkplain JobEngine#audit audit trail} under
     * this name. Make one for each call of a user's, as {@code orchestrator.as(user).stop(name, why)}; it costs nothing. Closing it
     * closes the orchestrator.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Orchestrator as(String actor) {
        return new Orchestrator(this, acts.as(actor));
    }

    /** An orchestrator that lets jobs of this engine take turns. The engine need not be started. */
    public static Builder on(JobEngine engine) {
        return new Builder(engine);
    }

    /**
     * Moves pipelines on from now on, on a thread of its own.
     *
     * @throws IllegalStateException if it has been started before, or closed
     */
    public void start() {
        loop.start(this::enter);
    }

    /** Enters the pipelines that are new, and writes that down. */
    void enter() {
        List<String> entered = new ArrayList<>();
        store.change((board, now) -> {
            entered.clear();
            pipelines.keySet().stream()
                    .filter(name -> !board.pipelines().containsKey(name))
                    .forEach(entered::add);
            return entered(board, now);
        });
        Acts declared = acts.asDeclared();
        entered.forEach(name -> declared.tell("create", "pipeline " + name, "in orchestrator " + this.name));
    }

    /** Moves on what can be moved on, right here, on this thread: for tests. */
    public void advance() {
        conductor.advance();
    }

    /** Makes all pipelines due that are neither RUNNING nor PAUSED, without waiting for their intervals. */
    public void forceStart() {
        store.change((board, now) -> {
            Board after = entered(board, now);
            for (String name : pipelines.keySet()) {
                Entry entry = after.get(name);
                if (entry.status() != PipelineStatus.RUNNING && entry.status() != PipelineStatus.PAUSED) {
                    after = after.with(name, due(entry, now, false));
                }
            }
            return after;
        });
        acts.tell("force start", "orchestrator " + name, "");
    }

    /** Gives a pipeline the next turn, whatever it depends on and whenever it would be due. */
    public void forceStart(String name) {
        change(name, (entry, now) -> {
            refuse(entry, "force to start", PipelineStatus.RUNNING, PipelineStatus.PAUSED);
            return due(entry, now, true);
        });
        tell("force start", name, "");
    }

    private static Entry due(Entry entry, Instant now, boolean forced) {
        Entry pending = entry.status() == PipelineStatus.PENDING
                ? entry
                : entry.pending(now, now, "").retries(0);
        Instant since = pending.turn().map(Entry.Turn::since).orElse(now);
        return pending.turn(new Entry.Turn(since, now, forced));
    }

    /** Asks a RUNNING pipeline to end; what becomes of it then, its {@link StopPolicy} says. Its turn ends when its job does. */
    public void stop(String name, String why) {
        change(name, (entry, now) -> {
            if (entry.status() != PipelineStatus.RUNNING) {
                throw new IllegalStateException(
                        "cannot stop pipeline '" + name + "': it is " + entry.status() + ", not RUNNING");
            }
            return entry.ending(Entry.Reason.STOPPED, why);
        });
        store.read()
                .board()
                .get(name)
                .work()
                .filter(work -> work.ending().isPresent())
                .ifPresent(conductor::cancel);
        tell("stop", name, why);
    }

    /** Takes a pipeline out until it is unpaused; not while it is RUNNING. */
    public void pause(String name, String why) {
        change(name, (entry, now) -> {
            refuse(entry, "pause", PipelineStatus.RUNNING);
            return entry.status() == PipelineStatus.PAUSED ? entry : entry.paused(now, why);
        });
        tell("pause", name, why);
    }

    /** Takes a PAUSED pipeline in again: as PENDING, or as FINISHED while another one is RUNNING. */
    public void unpause(String name) {
        store.change((board, now) -> {
            Board entered = entered(board, now);
            Entry entry = entered.get(name);
            if (entry.status() != PipelineStatus.PAUSED) {
                return entered;
            }
            return entered.with(
                    name, entered.running() > 0 ? entry.unpausedAsFinished(now, "") : entry.pending(now, now, ""));
        });
        tell("unpause", name, "");
    }

    private void tell(String act, String pipeline, String detail) {
        acts.tell(act, "pipeline " + pipeline, detail);
    }

    private static void refuse(Entry entry, String act, PipelineStatus... statuses) {
        if (List.of(statuses).contains(entry.status())) {
            throw new IllegalStateException("cannot " + act + " a pipeline that is " + entry.status());
        }
    }

    private void change(String name, BiFunction<Entry, Instant, Entry> change) {
        store.change((board, now) -> {
            Board entered = entered(board, now);
            return entered.with(name, change.apply(entered.get(name), now));
        });
    }

    private Board entered(Board board, Instant now) {
        Board entered = board;
        for (String name : pipelines.keySet()) {
            if (!entered.pipelines().containsKey(name)) {
                entered = entered.with(name, Entry.create(now));
            }
        }
        return entered;
    }

    /** Where all pipelines stand. */
    public OrchestratorStatus status() {
        Instant now = store.now();
        Board board = entered(store.read().board(), now);
        List<PipelineView> views = board.pipelines().entrySet().stream()
                .map(named -> Views.of(named.getKey(), named.getValue(), pipelines.get(named.getKey()), board))
                .toList();
        return new OrchestratorStatus(now, views);
    }

    /** Where one pipeline stands. */
    public PipelineView status(String name) {
        Board board = entered(store.read().board(), store.now());
        return Views.of(name, board.get(name), pipelines.get(name), board);
    }

    /** Moves nothing on any more. Runs go on; other nodes, or a later start, follow them. Closing twice does nothing. */
    @Override
    public void close() {
        loop.close();
    }

    /** Says which pipelines take turns. Not safe for use by several threads. */
    public static final class Builder {

        private final JobEngine engine;
        private final Map<String, Pipeline> pipelines = new TreeMap<>();
        private String name = "main";
        private int atOnce = 1;
        private Duration pollInterval = Duration.ofSeconds(1);

        private Builder(JobEngine engine) {
            this.engine = Objects.requireNonNull(engine, "engine");
        }

        /**
         * This pipeline takes part.
         *
         * @throws IllegalArgumentException if there is another one of this name
         */
        public Builder pipeline(Pipeline pipeline) {
            if (pipelines.putIfAbsent(pipeline.name(), pipeline) != null) {
                throw new IllegalArgumentException("pipeline '" + pipeline.name() + "' is named twice");
            }
            return this;
        }

        /** Orchestrators of different names know nothing of each other; {@code main} unless said. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** How many may run at a time, in the whole cluster; 1 unless said. All nodes should say the same. */
        public Builder atOnce(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("atOnce is " + most + ", allowed is 1 or more");
            }
            atOnce = most;
            return this;
        }

        /** How often to look what can be moved on; a second unless said. */
        public Builder pollInterval(Duration interval) {
            pollInterval = RepeatedLook.requirePause(interval);
            return this;
        }

        /**
         * The orchestrator, not started.
         *
         * @throws IllegalArgumentException if a pipeline depends on an unknown one, or on itself, or if the engine does not know the
         *     type of its job
         */
        public Orchestrator build() {
            pipelines.values().forEach(pipeline -> engine.jobs().encode(pipeline.request()));
            DependencyOrder.check(pipelines);
            return new Orchestrator(this);
        }

        /** The orchestrator, started. */
        public Orchestrator start() {
            Orchestrator orchestrator = build();
            orchestrator.start();
            return orchestrator;
        }
    }
}
