package io.github.steadwork.queue;

/**
 * How a worker was at its last heartbeat, each from 0 to 1.
 *
 * @param cpu how busy its machine is
 * @param memory how full its heap is
 * @param load which part of its slots is taken
 * @param success which part of its latest attempts succeeded
 */
public record Vitals(double cpu, double memory, double load, double success) {

    /** Of a worker that has told nothing. */
    public static final Vitals UNKNOWN = new Vitals(0, 0, 0, 1);

    /** Brings the figures into their bounds; one that is not a number is 0. */
    public Vitals {
        cpu = bounded(cpu);
        memory = bounded(memory);
        load = bounded(load);
        success = bounded(success);
    }

    private static double bounded(double figure) {
        return figure > 0 ? Math.min(1, figure) : 0;
    }

    /**
     * How fit a worker with these figures is for work, from 0 to 1.
     *
     * @param match which part of what the work requires it can do, from 0 to 1
     */
    public double score(double match) {
        return 0.3 * (1 - cpu) + 0.3 * (1 - memory) + 0.25 * (1 - load) + 0.1 * match + 0.05 * success;
    }
}
