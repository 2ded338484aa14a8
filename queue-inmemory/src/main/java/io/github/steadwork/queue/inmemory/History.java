package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import java.time.Instant;

/**
 * The jobs that have ended, oldest first, up to a bound: a process that runs for months must not fill its memory with what is
 * done. Failed ones have a bound of their own, since somebody still has to look at them.
 */
final class History {

    /** How many protected jobs are passed over for each job that ends; enough to find others if there are any. */
    private static final int PATIENCE = 4;

    private final int bound;
    private final int failedBound;
    private final EntryList done = new EntryList();
    private final EntryList failed = new EntryList();

    History(int bound, int failedBound) {
        this.bound = bound;
        this.failedBound = failedBound;
    }

    void add(Entry entry) {
        listOf(entry.state).append(entry);
    }

    /** The jobs that ended in this state, and for other states than FAILED also those that ended well or were called off. */
    EntryList listOf(JobState state) {
        return state == JobState.FAILED ? failed : done;
    }

    /** Forgets the oldest beyond the bounds, except those that others need. */
    void trim(Jobs jobs, Instant now) {
        trim(done, bound, jobs, now);
        trim(failed, failedBound, jobs, now);
    }

    private static void trim(EntryList list, int bound, Jobs jobs, Instant now) {
        for (int tries = 0; list.size() > bound && tries < PATIENCE; tries++) {
            Entry oldest = list.first();
            if (oldest == null) {
                return;
            }
            if (isProtected(oldest, jobs, now)) {
                list.remove(oldest);
                list.append(oldest);
            } else {
                jobs.forget(oldest);
            }
        }
    }

    /** Whether an unfinished job or a unique window needs it. */
    static boolean isProtected(Entry entry, Jobs jobs, Instant now) {
        return entry.neededBy > 0 || jobs.uniqueKeys().isStillNeeded(entry, now);
    }
}
