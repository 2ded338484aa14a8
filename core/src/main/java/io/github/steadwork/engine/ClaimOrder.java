package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.queue.ClaimRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * In which order a worker looks for work. Queues with weights are looked into in a new random order each time, each first as often as
 * its weight says; queues without any come after those, in the order that was set. One claim in some begins with jobs that have waited long.
 */
final class ClaimOrder {

    /** Of so many claims one begins with the aged: enough that none starves, and little for the others to bear. */
    private static final int AGED_ONE_IN = 8;

    private final Map<String, Integer> weights;
    private final Duration ageing;
    private final RandomGenerator random;
    private int claims;

    ClaimOrder(JobConfig config, RandomGenerator random) {
        this.weights = config.queueWeights();
        this.ageing = config.ageing();
        this.random = random;
    }

    /** The queues in the order for the next claim. */
    List<String> of(List<String> queues) {
        if (weights.isEmpty()) {
            return queues;
        }
        Map<String, Double> places = new HashMap<>();
        for (String queue : queues) {
            Integer weight = weights.get(queue);
            // who draws the least goes first: each is the first with a chance that is its share of all weights
            places.put(queue, weight == null ? Double.MAX_VALUE : random.nextExponential() / weight);
        }
        return queues.stream()
                .sorted(Comparator.comparingDouble(queue -> places.getOrDefault(queue, Double.MAX_VALUE)))
                .toList();
    }

    /** The request, with aged jobs first where it is their turn. */
    ClaimRequest inTurn(ClaimRequest request) {
        claims++;
        return ageing.isZero() || claims % AGED_ONE_IN != 0 ? request : request.agedFirst(ageing);
    }
}
