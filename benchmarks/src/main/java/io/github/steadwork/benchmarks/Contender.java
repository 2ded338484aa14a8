package io.github.steadwork.benchmarks;

/** One way to do the same work. */
interface Contender {

    /** The name in tables and ratio lines. */
    String name();

    /**
     * Does the work once, with everything that belongs to it, and makes sure that all of it was done.
     *
     * @return how long it took, in nanoseconds, without preparation
     */
    long nanos(int jobs) throws Exception;
}
