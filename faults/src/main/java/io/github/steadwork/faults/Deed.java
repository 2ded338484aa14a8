package io.github.steadwork.faults;

import io.github.steadwork.job.JobType;
import java.util.Optional;

/**
 * What a job of the fault suite does.
 *
 * @param act how it ends
 * @param millis how long it works before
 * @param gate a file that has to appear before it goes on; empty for none
 */
public record Deed(Act act, long millis, String gate) {

    /** The type that every worker knows. */
    public static final JobType<Deed, Proof> TYPE = JobType.of("deed", Deed.class, Proof.class);

    /** A type that only some workers know. */
    public static final JobType<Deed, Proof> RARE_TYPE = JobType.of("rare-deed", Deed.class, Proof.class);

    /** How a job ends. */
    public enum Act {
        /** It does its work and gives its {@link Proof}. */
        WORK,
        /** It fills the heap. */
        EXHAUST_MEMORY,
        /** It calls itself without end. */
        OVERFLOW_STACK,
        /** It takes the process down with it. */
        HALT
    }

    /**
     * What a job gives back: whose attempt it was.
     *
     * @param worker the name of the worker process
     * @param token the token of the attempt's lease
     */
    public record Proof(String worker, long token) {}

    /** Works for so long. */
    public static Deed work(long millis) {
        return new Deed(Act.WORK, millis, "");
    }

    /** Works until the gate is open, whatever interrupts it. */
    public static Deed waitAt(String gate) {
        return new Deed(Act.WORK, 0, gate);
    }

    /** Ends in this way at once. */
    public static Deed of(Act act) {
        return new Deed(act, 0, "");
    }

    Optional<String> awaited() {
        return Optional.of(gate).filter(name -> !name.isEmpty());
    }
}
