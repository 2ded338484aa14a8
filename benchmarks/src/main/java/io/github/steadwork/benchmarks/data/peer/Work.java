package io.github.steadwork.benchmarks.data.peer;

/** One way to do something with the rows of a file. */
@FunctionalInterface
public interface Work {

    /** Does it once; what has to be asked for afterwards does not count. */
    Evidence run(Task task) throws Exception;

    /** Tells what came out, in words that are the same for all ways that did it right. */
    @FunctionalInterface
    interface Evidence {

        /** What of is not compared with anything, since the work was only a part of it. */
        Evidence NONE = () -> "";

        String tell() throws Exception;
    }
}
