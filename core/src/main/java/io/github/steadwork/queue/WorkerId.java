package io.github.steadwork.queue;

/**
 * One life of one worker process.
 *
 * @param name who it is, for people; may come back after a restart
 * @param incarnation which life of it; never used again
 */
public record WorkerId(String name, long incarnation) {

    /** Checks the name. */
    public WorkerId {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("worker name is '" + name + "', allowed are 1 to 200 characters");
        }
    }

    @Override
    public String toString() {
        return name + "#" + Long.toHexString(incarnation);
    }
}
