package io.github.steadwork.benchmarks.rounds;

/** One way to do the same work. */
public interface Contender {

    /** The name in tables and ratio lines. */
    String name();

    /**
     * Does the work once, with everything that belongs to it, and makes sure that all of it was done.
     *
     * @return what was measured, without preparation
     */
    Sample measure() throws Exception;
}
