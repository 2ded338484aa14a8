package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.SettleReport;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The parts of an engine, put together: who hands what to whom, and in which order they start and end. */
final class Works {

    private static final Duration COMPARE = Duration.ofSeconds(5);
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(1);
    private static final Duration PROGRESS = Duration.ofMillis(250);
    private static final Duration PURGE = Duration.ofMinutes(1);
    private static final Duration LOGS = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration SHORTEST_TURN = Duration.ofMillis(100);

    final QueueBackend backend;
    final QueueManager jobs;
    final Membership membership;
    final JobConfig config;
    final WorkerManager workers;
    final AuditTrail audit;
    private final RunLogs runLogs;
    private final Fitness fitness;
    private final Breakers breakers;
    private final Admission admission;
    private final Duty duty;
    final JobListener listener;
    private final HeldJobs held;
    private final Watchdog watchdog;
    private final Settler settler;
    private final Observer observer;
    private final Waiters waiters;
    private final JobRunner runner;
    private final Buffer buffer = new Buffer();
    private final WorkerPool pool;
    private final Claimer claimer;
    private final LeaseKeeper keeper;
    private final Housekeeping housekeeping;
    private final Rounds keeperRounds;
    private final Rounds housekeepingRounds;
    private final Runnable unblockSoon;
    private final Runnable syncSoon;
    private final Reconnector reconnector;
    private final ThreadPoolExecutor hookThreads;
    final CallersTurn callersTurn = new CallersTurn(this::keepUp, this::runNext);
    private QueueBackend.Subscription hints = () -> {};

    Works(JobEngine.Builder parts) {
        config = parts.config;
        listener = parts.allListeners();
        backend = parts.backend != null ? parts.backend : Backends.open(config, parts.clock);
        JobRegistry registry = parts.registry.build().and(new GroupJob(backend.inspector()));
        held = new HeldJobs(parts.clock);
        membership = new Membership(backend.workers(), config);
        QueuePauses pauses = new QueuePauses(backend.documents());
        Orders orders = new Orders(backend.documents());
        BreakerBoard board = new BreakerBoard(backend.documents());
        fitness = new Fitness(parts.resources, config, listener);
        breakers = new Breakers(registry, board, listener, membership::worker);
        admission = new Admission(
                config,
                registry,
                new ClaimOrder(config, new Random()),
                new Admission.Parts(pauses, orders, fitness, breakers),
                membership);
        waiters = new Waiters(backend.inspector(), config.pollInterval());
        Interceptors interceptors = new Interceptors(parts.interceptors, listener);
        RequestEncoder encoder = new RequestEncoder(parts, registry, interceptors);
        jobs = new QueueManager(backend, encoder, parts.codec, listener, pauses, waiters);
        workers = new WorkerManager(backend, orders, board, config.leaseTime(), jobs.deeds());
        audit = new AuditTrail(backend.documents());
        runLogs = new RunLogs(backend.runLog(), config.runLogBytes());
        hookThreads = hookThreads(Math.max(1, config.workers()));
        observer = new Observer(registry, parts.codec, backend, listener, hookThreads, runLogs);
        watchdog = new Watchdog(config, this::giveUp);
        settler = new Settler(backend, listener, this::settled);
        Verdict verdict = new Verdict(registry, config, encoder, ThreadLocalRandom.current());
        Performer performer = new Performer(registry, parts.codec, backend, listener, runLogs);
        runner = new JobRunner(performer, verdict, watchdog, settler, interceptors, listener);
        keeper = new LeaseKeeper(backend, membership, held, watchdog, listener);
        duty = new Duty(
                config,
                new Duty.Parts(admission, orders, fitness, breakers, new Preemption(held, registry)),
                keeper,
                runner,
                new Duty.Stock(buffer, held));
        pool = new WorkerPool(buffer, runner, config.workers(), held::remove);
        reconnector = new Reconnector(listener);
        claimer = new Claimer(
                backend,
                buffer,
                held,
                duty,
                new Claimer.Settings(config.pollInterval(), config.prefetch()),
                reconnector);
        housekeeping = new Housekeeping(backend, listener, config);
        keeperRounds = new Rounds("steadwork-keeper", listener);
        housekeepingRounds = new Rounds("steadwork-housekeeping", listener);
        unblockSoon = housekeepingRounds.nudge("unblock", housekeeping::unblock);
        syncSoon = keeperRounds.nudge("move a circuit breaker", duty::syncBreakers);
    }

    private static ThreadPoolExecutor hookThreads(int most) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1_000),
                WorkerThreads.daemons("steadwork-hooks"),
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    void start() {
        if (config.workers() == 0) {
            return;
        }
        membership.enter();
        duty.begin();
        settler.start();
        startRounds();
        buffer.onLow(claimer::wake);
        pool.start();
        hints = backend.subscribe(claimer::wake);
        claimer.start();
        listener.on(new JobEvent.EngineStarted(membership.worker(), config.workers()));
    }

    private void startRounds() {
        Duration quarter = config.leaseTime().dividedBy(4);
        Duration beat = quarter.compareTo(LONGEST_BEAT) < 0 ? quarter : LONGEST_BEAT;
        keeperRounds.every(beat, "extend", duty::beat);
        keeperRounds.every(COMPARE, "list workers", this::compare);
        keeperRounds.every(PROGRESS, "tell progress", keeper::tellProgress);
        keeperRounds.every(config.leaseTime(), "release", keeper::releaseStrays);
        housekeepingRounds.every(quarter, "reclaim", housekeeping::reclaim);
        housekeepingRounds.every(LONGEST_BEAT, "unblock", housekeeping::unblock);
        housekeepingRounds.every(PURGE, "purge", housekeeping::purge);
        housekeepingRounds.every(PURGE, "purge the audit trail", audit::purge);
        housekeepingRounds.every(LOGS, "write the run log", runLogs::flush);
    }

    private void compare() {
        fitness.compare(backend.workers().list().stream()
                .filter(worker -> !worker.id().equals(membership.worker()))
                .toList());
    }

    /** What follows when outcomes are stored, in this order. */
    private void settled(List<Ended> batch, SettleReport report) {
        held.remove(batch);
        fitness.count(batch);
        if (breakers.count(batch)) {
            syncSoon.run();
        }
        if (report.mayUnblock()) {
            unblockSoon.run();
        }
        if (batch.stream().anyMatch(Ended::leavesAPlace)) {
            backend.hint();
        }
        observer.tell(batch, report.refused());
        waiters.ended(batch, report.refused());
    }

    private void giveUp(Attempt attempt, Duration waited) {
        if (runner.giveUp(attempt, waited)) {
            pool.replace(attempt);
        }
    }

    /** Claims one job and runs it on this thread; false if there is none. */
    private boolean runNext() {
        List<Claim> claims = admission
                .request(ThreadLocalRandom.current().nextLong(), 1, 1)
                .map(one -> backend.claim(one).claims())
                .orElse(List.of());
        duty.admit(held.add(claims)).forEach(runner::run);
        settler.flush();
        runLogs.flush();
        return !claims.isEmpty();
    }

    private void keepUp() {
        membership.heartbeat(duty.state(), fitness.lookNowAndThen());
        admission.look();
        housekeeping.unblock();
    }

    void stop(boolean started) {
        if (started && config.workers() > 0) {
            stopWorkers();
            listener.on(new JobEvent.EngineStopped(membership.worker()));
        }
        watchdog.close();
        hookThreads.shutdown();
    }

    /** An interrupt of the caller shortens the grace that jobs have, and nothing else: what has begun to end has to come to its end. */
    private void stopWorkers() {
        Patience patience = new Patience();
        hints.close();
        reconnector.close();
        patience.await(() -> claimer.stop(LAST_WORDS));
        duty.giveBack(buffer.withdraw(attempt -> true), "the worker shuts down");
        patience.await(() -> pool.stop(patience.isLost() ? Duration.ZERO : config.shutdownGrace()));
        endRunning(patience);
        sayLastWords(patience, System.nanoTime() + LAST_WORDS.toNanos());
        patience.end();
    }

    /** Each in its turn; a backend that does not answer can hold up the end no longer than this. */
    private void sayLastWords(Patience patience, long deadline) {
        patience.await(() -> settler.close(left(deadline)));
        patience.await(() -> housekeepingRounds.close(left(deadline)));
        patience.await(() -> keeperRounds.close(left(deadline)));
        hookThreads.shutdown();
        patience.await(() -> hookThreads.awaitTermination(left(deadline).toNanos(), TimeUnit.NANOSECONDS));
        Thread leaving = WorkerThreads.daemons("steadwork-leaving").newThread(this::takeLeave);
        leaving.start();
        patience.await(() -> leaving.join(left(deadline).toMillis()));
    }

    private static Duration left(long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.compareTo(SHORTEST_TURN) > 0 ? left : SHORTEST_TURN;
    }

    /** Who does not come to say it is missed after the lease time. */
    private void takeLeave() {
        guarded("leave", membership::leave);
        guarded("write the run log", runLogs::flush);
    }

    private void guarded(String verb, Runnable act) {
        try {
            act.run();
        } catch (RuntimeException error) {
            listener.on(new JobEvent.BackendFailed(verb, error, Duration.ZERO));
        }
    }

    /** Interrupts what still runs; what ignores that is given up. */
    private void endRunning(Patience patience) {
        List<Attempt> running = held.running();
        for (Attempt attempt : running) {
            attempt.stop(Attempt.Stop.SHUTTING_DOWN, "the worker shuts down");
            attempt.interrupt();
        }
        patience.await(() -> pool.stop(running.isEmpty() ? Duration.ZERO : config.interruptGrace()));
        held.running().forEach(attempt -> giveUp(attempt, config.interruptGrace()));
    }
}
