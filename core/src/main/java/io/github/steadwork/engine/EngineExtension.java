package io.github.steadwork.engine;

/**
 * A part that is handed to {@link JobEngine.Builder#with} as a whole: it brings its own jobs, listeners and interceptors, gets to know
 * the engine, and ends with it. For one engine only, unless it says otherwise.
 */
public interface EngineExtension {

    /** Adds to the builder what the part consists of; called at once by {@link JobEngine.Builder#with}. */
    void addTo(JobEngine.Builder builder);

    /** The engine is built, and not started. What this throws, the build throws. */
    default void built(JobEngine engine) {}

    /**
     * The engine has ended, or one that came later has refused it: it tells nothing any more, and its backend still answers. Not called
     * where {@link #built} has thrown. Called last in, first out. What this throws, the
     * engine's {@code close} throws, after all has been closed.
     */
    default void closed() {}
}
