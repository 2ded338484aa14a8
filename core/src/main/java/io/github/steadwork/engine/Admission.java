package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.WorkerId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What this worker may claim at this moment: its queues but for those that are paused, its types but for those whose breaker is open,
 * and nothing while it rests or a resource is past its threshold.
 */
final class Admission {

    private final JobConfig config;
    private final JobRegistry registry;
    private final ClaimOrder order;
    private final QueuePauses pauses;
    private final Orders orders;
    private final Fitness fitness;
    private final Breakers breakers;
    private final Supplier<WorkerId> self;
    private final Set<String> offers;

    /** The parts that have a say. */
    record Parts(QueuePauses pauses, Orders orders, Fitness fitness, Breakers breakers) {}

    Admission(JobConfig config, JobRegistry registry, ClaimOrder order, Parts parts, Membership membership) {
        this.config = config;
        this.registry = registry;
        this.order = order;
        this.pauses = parts.pauses;
        this.orders = parts.orders;
        this.fitness = parts.fitness;
        this.breakers = parts.breakers;
        this.self = membership::worker;
        this.offers = membership.offers();
    }

    /** Looks what has been paused, ordered, opened. */
    void look() {
        pauses.refresh();
        orders.refresh();
        breakers.sync();
    }

    boolean isResting() {
        return orders.isResting(self.get().name());
    }

    /** A request for so many jobs; empty if nothing may be claimed. */
    Optional<ClaimRequest> request(long token, int limit, int freeSlots) {
        List<String> queues = pauses.open(config.queues());
        Set<String> types = breakers.open(registry.names());
        if (isResting() || fitness.lack().isPresent() || queues.isEmpty() || types.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(order.inTurn(new ClaimRequest(self.get(), token, order.of(queues), types, limit, freeSlots)
                .capabilities(offers)
                .shut(breakers.shutKeys())));
    }

    /** Whether all that has been claimed may run. */
    boolean isUnbounded() {
        return pauses.areNone() && !isResting() && breakers.areAllClosed();
    }

    /** Whether a job that has been claimed may run. */
    boolean admits(Attempt claimed) {
        return !isResting() && !pauses.holds(claimed) && breakers.admits(claimed.job());
    }

    /** Whether a job that waits for a slot may not run any more. */
    boolean holds(Attempt waiting) {
        return isResting() || pauses.holds(waiting) || breakers.holds(waiting.job());
    }
}
