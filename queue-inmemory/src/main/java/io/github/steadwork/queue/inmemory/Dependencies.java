package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom. Each WAITING job counts the parents that have not ended, so that the end of a parent costs one step per
 * job that waits for it, however many parents those have.
 */
final class Dependencies {

    private final EntryIndex index;

    /** WAITING jobs that may be moved now, in the order in which that became true; those that have moved on are passed over. */
    private final Deque<Entry> movable = new ArrayDeque<>();

    Dependencies(EntryIndex index) {
        this.index = index;
    }

    /** Notes that an unfinished job needs its parents. */
    void stored(Entry entry) {
        changeNeed(entry.request.parents(), 1);
    }

    /** Lets a new job wait for its parents. Whether it has to: one whose parents have all succeeded has not. */
    boolean awaitParents(Entry entry) {
        if (entry.request.parents().isEmpty()) {
            return false;
        }
        await(entry, entry.request.parents());
        entry.waitsForChildren = false;
        if (entry.unfinishedAwaited == 0 && !isDoomed(entry)) {
            stopWaiting(entry);
            return false;
        }
        if (isMovable(entry)) {
            note(entry);
        }
        return true;
    }

    /** Lets a job wait for its children, whose parent it is not: they are among the parents of its request by now. */
    void awaitChildren(Entry entry, List<JobId> children) {
        changeNeed(children, 1);
        await(entry, children);
        entry.waitsForChildren = true;
        if (isMovable(entry)) {
            note(entry);
        }
    }

    /** Lets a redriven job wait for its parents again, of which some have not ended or are about to be redriven too. */
    void awaitAgain(Entry entry) {
        await(entry, entry.request.parents());
        if (isMovable(entry)) {
            note(entry);
        }
    }

    /** The job is not WAITING any more. */
    void stopWaiting(Entry entry) {
        for (Entry awaited : entry.awaited) {
            awaited.waiters.remove(entry);
        }
        entry.awaited = List.of();
        entry.unfinishedAwaited = 0;
    }

    /** The job has ended. */
    void ended(Entry entry) {
        changeNeed(entry.request.parents(), -1);
        boolean spoils = entry.state != JobState.SUCCEEDED;
        for (Entry waiter : entry.waiters) {
            waiter.unfinishedAwaited--;
            if (waiter.unfinishedAwaited == 0 || (spoils && minds(waiter))) {
                note(waiter);
            }
        }
    }

    /** The job was redriven: who still waits for it goes on waiting. */
    void cameBack(Entry entry) {
        changeNeed(entry.request.parents(), 1);
        for (Entry waiter : entry.waiters) {
            waiter.unfinishedAwaited++;
        }
    }

    boolean hasMovable() {
        return !movable.isEmpty();
    }

    /** A WAITING job that has to be moved, with the state that it moves to; null if there is none. */
    @Nullable
    Move nextMove() {
        for (Entry entry = movable.poll(); entry != null; entry = movable.poll()) {
            entry.noted = false;
            if (entry.state == JobState.WAITING && isMovable(entry)) {
                return new Move(entry, isDoomed(entry) ? fate(entry) : JobState.QUEUED);
            }
        }
        return null;
    }

    /** The parent that did not succeed and has ended. */
    @Nullable
    Entry spoiler(Entry entry) {
        for (Entry parent : entry.awaited) {
            if (parent.state == JobState.FAILED || parent.state == JobState.CANCELLED) {
                return parent;
            }
        }
        return null;
    }

    private void await(Entry entry, List<JobId> ids) {
        List<Entry> awaited = new ArrayList<>(ids.size());
        entry.unfinishedAwaited = 0;
        for (JobId id : ids) {
            Entry other = index.get(id);
            if (other != null && other.addWaiter(entry)) {
                awaited.add(other);
                entry.unfinishedAwaited += other.state.isFinal() ? 0 : 1;
            }
        }
        entry.awaited = awaited;
    }

    private void note(Entry entry) {
        if (!entry.noted) {
            entry.noted = true;
            movable.add(entry);
        }
    }

    private boolean isMovable(Entry entry) {
        return entry.unfinishedAwaited == 0 || isDoomed(entry);
    }

    private boolean isDoomed(Entry entry) {
        return (minds(entry) && spoiler(entry) != null) || isNeedless(entry);
    }

    /** Whether it was to make up for a failure, and there is none. */
    private boolean isNeedless(Entry entry) {
        return !entry.waitsForChildren
                && entry.request.onParentFailure() == ParentPolicy.RUN_IF_FAILED
                && entry.unfinishedAwaited == 0
                && spoiler(entry) == null;
    }

    /** Whether it matters to the job that one of those that it waits for does not succeed. */
    private static boolean minds(Entry entry) {
        return !entry.waitsForChildren && entry.request.onParentFailure().minds();
    }

    private static JobState fate(Entry entry) {
        return entry.request.onParentFailure() == ParentPolicy.FAIL ? JobState.FAILED : JobState.CANCELLED;
    }

    private void changeNeed(List<JobId> parents, int change) {
        for (JobId id : parents) {
            Entry parent = index.get(id);
            if (parent != null) {
                parent.neededBy += change;
            }
        }
    }

    /** A WAITING job and where it goes. */
    record Move(Entry entry, JobState to) {}
}
