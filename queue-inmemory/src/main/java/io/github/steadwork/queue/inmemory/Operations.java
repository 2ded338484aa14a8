package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What operators do to jobs, and what moves them when others have ended. */
final class Operations {

    private final Jobs jobs;
    private final Instant now;

    Operations(Jobs jobs, Instant now) {
        this.jobs = jobs;
        this.now = now;
    }

    CancelReport cancel(JobFilter which, String reason, int limit) {
        int cancelled = 0;
        int requested = 0;
        for (Entry entry : select(which, limit, Operations::canBeCancelled)) {
            if (entry.state == JobState.RUNNING) {
                entry.cancelReason = reason;
                requested++;
            } else {
                entry.error = Settling.cancelled(reason);
                jobs.toEnded(entry, JobState.CANCELLED, now);
                cancelled++;
            }
        }
        return new CancelReport(cancelled, requested);
    }

    int unblock(int limit) {
        int moved = expire(limit);
        while (moved < limit) {
            Dependencies.Move move = jobs.dependencies().nextMove();
            if (move == null) {
                break;
            }
            follow(move);
            moved++;
        }
        return moved;
    }

    private int expire(int limit) {
        int expired = 0;
        for (Entry entry = jobs.expired(now); entry != null && expired < limit; entry = jobs.expired(now)) {
            jobs.expire(entry, now);
            expired++;
        }
        return expired;
    }

    int update(JobFilter which, JobChange change, int limit) {
        List<Entry> selected = select(which, limit, Operations::isPending);
        for (Entry entry : selected) {
            Instant runAt = change.due().map(due -> due.from(now)).orElse(entry.runAt);
            jobs.replace(entry, change.of(entry.request, now), runAt, now);
            forgetIfWanted(entry, change);
        }
        return selected.size() + forgetProgress(which, change, limit - selected.size());
    }

    private int forgetProgress(JobFilter which, JobChange change, int limit) {
        if (!change.fromStart()) {
            return 0;
        }
        List<Entry> leaving = select(which, limit, Operations::isLeaving);
        leaving.forEach(entry -> forgetIfWanted(entry, change));
        return leaving.size();
    }

    int redrive(JobFilter which, JobChange change, int limit) {
        int moved = 0;
        List<Entry> selected = select(which, limit, this::canBeRedriven);
        Set<JobId> redriven = selected.stream().map(entry -> entry.id).collect(Collectors.toSet());
        for (Entry entry : selected) {
            // Asked again, for the one before may have had the same unique key.
            if (canBeRedriven(entry)) {
                Instant runAt = change.due().map(due -> due.from(now)).orElse(now);
                StoredRequest request = change.of(entry.request, now);
                forgetIfWanted(entry, change);
                jobs.replace(entry, request.flow(request.flow().withoutDeadline()), runAt, now);
                entry.startBy = null;
                entry.retriesUsed = 0;
                entry.crashes = 0;
                entry.suspect = false;
                if (entry.request.parents().stream().anyMatch(id -> redriven.contains(id) || isUnfinished(id))) {
                    jobs.toWaitingAgain(entry);
                } else {
                    jobs.toQueued(entry, now);
                }
                moved++;
            }
        }
        return moved;
    }

    private boolean isUnfinished(JobId id) {
        Entry entry = jobs.find(id);
        return entry != null && !entry.state.isFinal();
    }

    int purge(JobFilter which, Duration endedFor, int limit) {
        List<Entry> selected = select(which, limit, entry -> canBePurged(entry, endedFor));
        selected.forEach(jobs::forget);
        jobs.limits().forgetFull(now);
        return selected.size();
    }

    private void follow(Dependencies.Move move) {
        Entry entry = move.entry();
        if (move.to() == JobState.QUEUED) {
            jobs.toQueued(entry, now);
            return;
        }
        Entry spoiler = jobs.dependencies().spoiler(entry);
        String reason =
                spoiler == null ? "all parents have succeeded" : "parent " + spoiler.id + " is " + spoiler.state;
        entry.error = ErrorInfo.of("parent", reason, ErrorKind.PERMANENT);
        jobs.toEnded(entry, move.to(), now);
    }

    private List<Entry> select(JobFilter which, int limit, Predicate<Entry> allowed) {
        List<Entry> selected = new ArrayList<>();
        for (Entry entry : jobs.candidates(which)) {
            if (selected.size() >= limit) {
                break;
            }
            if (allowed.test(entry) && entry.isMeant(which)) {
                selected.add(entry);
            }
        }
        return selected;
    }

    private static boolean isPending(Entry entry) {
        return entry.state == JobState.WAITING || entry.state == JobState.QUEUED;
    }

    private static boolean isLeaving(Entry entry) {
        return entry.state == JobState.RUNNING && entry.cancelReason != null;
    }

    private static boolean canBeCancelled(Entry entry) {
        return isPending(entry) || (entry.state == JobState.RUNNING && entry.cancelReason == null);
    }

    private boolean canBeRedriven(Entry entry) {
        return entry.state.canBecome(JobState.QUEUED)
                && entry.state.isFinal()
                && jobs.uniqueKeys().conflict(entry, now) == null;
    }

    private boolean canBePurged(Entry entry, Duration endedFor) {
        return entry.finishedAt != null
                && !entry.finishedAt.plus(endedFor).isAfter(now)
                && !History.isProtected(entry, jobs, now);
    }

    private static void forgetIfWanted(Entry entry, JobChange change) {
        if (change.fromStart()) {
            entry.forgetProgress();
        }
    }
}
