package io.github.steadwork.scheduler.loop;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes down what somebody has done, if it is said who. It is written after it was done, so it never tells of what has not happened;
 * where it cannot be written, that is told as an event, for the act stands.
 */
public final class Acts {

    private final JobEngine engine;
    private final Optional<String> actor;

    private Acts(JobEngine engine, Optional<String> actor) {
        this.engine = engine;
        this.actor = actor;
    }

    /** Of nobody: nothing is written down. */
    public static Acts on(JobEngine engine) {
        return new Acts(engine, Optional.empty());
    }

    /**
     * Of somebody.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Acts as(String somebody) {
        if (somebody.isBlank()) {
            throw new IllegalArgumentException("actor is empty; say who does it");
        }
        return new Acts(engine, Optional.of(somebody));
    }

    /** Of the program itself, at its start, in the name of its worker. */
    public Acts asDeclared() {
        return as("declared by " + engine.worker().name());
    }

    /** Who acts; empty for nobody. */
    public Optional<String> actor() {
        return actor;
    }

    /** Something has been done. */
    public void tell(String act, String subject, String detail) {
        actor.ifPresent(somebody -> {
            try {
                engine.audit().record(somebody, act, subject, detail);
            } catch (RuntimeException error) {
                engine.tell(new JobEvent.BackendFailed("write down who did what", error, Duration.ZERO));
            }
        });
    }
}
