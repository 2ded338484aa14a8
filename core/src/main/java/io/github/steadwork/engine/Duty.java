package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.Vitals;
import io.github.steadwork.queue.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this worker does about its own condition: tells how it is, follows orders, and gives back what it should not run. */
final class Duty implements Claimer.Scope {

    private static final String HELD_BACK = "the queue is paused, its circuit breaker is open, or the worker rests";
    private static final String SHARED_OUT = "the work is shared out anew";

    private final JobConfig config;
    private final Parts parts;
    private final LeaseKeeper keeper;
    private final JobRunner runner;
    private final Stock stock;
    private Followed followed = new Followed(0, 0);

    /** The orders that have been followed. Others may have been seen: whoever gives an order here sees it at once. */
    private record Followed(long rebalances, long stops) {}

    /** The parts that know of one condition each. */
    record Parts(Admission admission, Orders orders, Fitness fitness, Breakers breakers, Preemption preemption) {}

    /** What has been claimed: what waits for a slot, and all of it. */
    record Stock(Buffer buffer, HeldJobs held) {}

    Duty(JobConfig config, Parts parts, LeaseKeeper keeper, JobRunner runner, Stock stock) {
        this.config = config;
        this.parts = parts;
        this.keeper = keeper;
        this.runner = runner;
        this.stock = stock;
    }

    /** A first look; what was ordered once before it is not for this life. */
    void begin() {
        parts.admission.look();
        followed = ordered();
    }

    /** One heartbeat, and one look at what has been ordered. */
    void beat() {
        int running = stock.held.running().size();
        Vitals vitals = parts.fitness.look((double) running / config.workers());
        keeper.beat(state(), vitals);
        parts.admission.look();
        giveBackHeld();
        Followed before = followed;
        followed = ordered();
        if (followed.rebalances != before.rebalances) {
            shareOut(running);
        }
        if (followed.stops != before.stops) {
            parts.orders.stop().ifPresent(this::stop);
        }
    }

    private Followed ordered() {
        return new Followed(parts.orders.rebalances(), parts.orders.stops());
    }

    /** What is on its way from the buffer to a slot is given back, as what was in the buffer has been. */
    private void stop(Orders.Stop order) {
        for (Attempt attempt : stock.held.all()) {
            if (attempt.isRunning()) {
                keeper.force(attempt, order.reason(), order.how());
            } else {
                attempt.stop(Attempt.Stop.SHUTTING_DOWN, order.reason());
            }
        }
    }

    /** How this worker is. */
    WorkerState state() {
        if (parts.admission.isResting()) {
            return WorkerState.MAINTENANCE;
        } else if (parts.fitness.lack().isPresent()) {
            return WorkerState.ERROR;
        }
        return stock.buffer.level().free() > 0 ? WorkerState.ONLINE : WorkerState.BUSY;
    }

    /** Moves circuit breakers at once. */
    void syncBreakers() {
        parts.breakers.sync();
        giveBackHeld();
    }

    private void giveBackHeld() {
        giveBack(stock.buffer.withdraw(parts.admission::holds), HELD_BACK);
    }

    /** Leaves to others what has not started, and what can give way beyond its share. */
    private void shareOut(int running) {
        giveBack(stock.buffer.withdraw(attempt -> true), SHARED_OUT);
        parts.preemption.ask(running - parts.fitness.slots(), SHARED_OUT);
    }

    /** Gives back what has not started. */
    void giveBack(List<Attempt> attempts, String why) {
        for (Attempt attempt : attempts) {
            attempt.stop(Attempt.Stop.SHUTTING_DOWN, why);
            runner.giveBack(attempt);
        }
    }

    @Override
    public Optional<ClaimRequest> request(long token, int limit, int freeSlots) {
        return parts.admission.request(token, limit, freeSlots);
    }

    @Override
    public int spare() {
        return config.workers() - parts.fitness.slots();
    }

    @Override
    public int preemptible() {
        return parts.preemption.possible(stock.buffer.urgent());
    }

    @Override
    public void preempt() {
        parts.preemption.serve(stock.buffer.urgent());
    }

    @Override
    public List<Attempt> admit(List<Attempt> claimed) {
        if (parts.admission.isUnbounded()) {
            return claimed;
        }
        List<Attempt> admitted = new ArrayList<>();
        List<Attempt> refused = new ArrayList<>();
        for (Attempt attempt : claimed) {
            (parts.admission.admits(attempt) ? admitted : refused).add(attempt);
        }
        giveBack(refused, HELD_BACK);
        return admitted;
    }
}
