package io.github.steadwork.datajobs;

import java.util.Collection;
import java.util.List;

/** Where a run of a data job stands, or one of its sources. */
public enum RunStatus {
    /** It is enqueued; nothing has been read. */
    STARTED,
    /** It is at work, or will be tried again. */
    RUNNING,
    /** All that was to be read has been read. */
    SUCCESS,
    /** It has ended with an error. Of a run: one of its sources has. */
    FAILED,
    /** Somebody has called it off. Of a run: one of its sources was called off, and none has failed. */
    CANCELLED,
    /** It took longer than it may. Of a run: one of its sources did, and none has failed. */
    TIMEOUT;

    private static final List<RunStatus> WORST_FIRST = List.of(FAILED, TIMEOUT, CANCELLED);

    /** Whether nothing follows any more, unless it is restarted. */
    public boolean isFinal() {
        return this != STARTED && this != RUNNING;
    }

    /** What that of a run is, all of whose sources have ended like this. */
    static RunStatus worst(Collection<RunStatus> ofSources) {
        return WORST_FIRST.stream().filter(ofSources::contains).findFirst().orElse(SUCCESS);
    }
}
