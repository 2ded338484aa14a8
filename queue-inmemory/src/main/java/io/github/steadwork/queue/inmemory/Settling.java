package io.github.steadwork.queue.inmemory;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.EnqueueReceipt.Enqueued;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What workers write to the jobs that they hold: each write shows its lease first. */
final class Settling {

    private final Jobs jobs;
    private final Instant now;

    Settling(Jobs jobs, Instant now) {
        this.jobs = jobs;
        this.now = now;
    }

    LeaseReport extend(List<LeaseUpdate> updates) {
        Set<Lease> lost = new HashSet<>();
        Map<JobId, String> cancelRequested = new HashMap<>();
        for (LeaseUpdate update : updates) {
            Entry entry = holding(update.lease());
            if (entry == null) {
                lost.add(update.lease());
                continue;
            }
            store(entry, update);
            if (entry.cancelReason != null) {
                cancelRequested.put(entry.id, entry.cancelReason);
            }
        }
        return new LeaseReport(lost, cancelRequested);
    }

    SettleReport settle(List<Settlement> settlements) {
        Set<Lease> refused = new HashSet<>();
        for (Settlement settlement : settlements) {
            Entry entry = holding(settlement.lease());
            if (entry == null) {
                if (!isStored(settlement)) {
                    refused.add(settlement.lease());
                }
            } else {
                settle(entry, settlement.outcome(), settlement.ran());
            }
        }
        return new SettleReport(refused, jobs.dependencies().hasMovable());
    }

    /** Whether an earlier try has stored it, whose reply was lost. */
    private boolean isStored(Settlement settlement) {
        Entry entry = jobs.find(settlement.lease().job());
        return entry != null
                && entry.settled
                && entry.token == settlement.lease().token()
                && entry.state == settlement.outcome().state();
    }

    /** The job, if this lease is its current one. */
    private @Nullable Entry holding(Lease lease) {
        Entry entry = jobs.find(lease.job());
        boolean current = entry != null && entry.state == JobState.RUNNING && entry.token == lease.token();
        return current ? entry : null;
    }

    private static void store(Entry entry, LeaseUpdate update) {
        if (update.progress().isPresent()) {
            entry.progress = update.progress().get();
            entry.started = true;
        }
        if (update.checkpoint().isPresent()) {
            entry.checkpoint = update.checkpoint().get();
            entry.started = true;
        }
    }

    private void settle(Entry entry, Outcome outcome, Duration ran) {
        if (outcome instanceof Outcome.Released released && !released.started()) {
            handBack(entry);
            return;
        }
        entry.addAttempt(attempt(entry, outcome, ran));
        entry.suspect = false;
        if (outcome instanceof Outcome.Succeeded succeeded) {
            succeed(entry, succeeded.result());
        } else if (outcome instanceof Outcome.Failed failed) {
            fail(entry, failed.error());
        } else if (outcome instanceof Outcome.Cancelled cancelled) {
            if (cancelled.clean()) {
                entry.forgetProgress();
            }
            cancel(entry, cancelled.reason());
        } else {
            goOn(entry, outcome);
        }
    }

    /** The attempt had not started: it is not counted, and a suspect is still one. */
    private void handBack(Entry entry) {
        entry.attempt--;
        if (entry.worker != null) {
            jobs.limits().handBack(entry, entry.worker, now);
        }
        if (entry.cancelReason != null) {
            cancel(entry, entry.cancelReason);
        } else {
            jobs.toQueued(entry, now);
        }
    }

    private void succeed(Entry entry, Payload result) {
        entry.result = result;
        entry.checkpoint = Payload.NOTHING;
        end(entry, JobState.SUCCEEDED);
    }

    private void fail(Entry entry, ErrorInfo error) {
        entry.error = error;
        end(entry, JobState.FAILED);
    }

    private void cancel(Entry entry, String reason) {
        entry.error = cancelled(reason);
        end(entry, JobState.CANCELLED);
    }

    private void end(Entry entry, JobState state) {
        jobs.toEnded(entry, state, now);
        entry.settled = true;
    }

    private void goOn(Entry entry, Outcome outcome) {
        if (entry.cancelReason != null) {
            cancel(entry, entry.cancelReason);
        } else if (outcome instanceof Outcome.Retry retry) {
            entry.error = retry.error();
            entry.retriesUsed++;
            queueAgain(entry, retry.delay());
        } else if (outcome instanceof Outcome.Snoozed snoozed) {
            entry.snoozes++;
            queueAgain(entry, snoozed.delay());
        } else if (outcome instanceof Outcome.Waiting waiting) {
            waitFor(entry, waiting.children());
        } else {
            jobs.toQueued(entry, now);
        }
    }

    private void queueAgain(Entry entry, Duration delay) {
        entry.runAt = now.plus(delay);
        jobs.toQueued(entry, now);
    }

    private void waitFor(Entry entry, List<StoredRequest> children) {
        Intake intake = new Intake(jobs, children, true, now);
        try {
            refuseChildrenOfTheirChild(entry.id, children);
            intake.admit();
        } catch (IllegalArgumentException e) {
            fail(entry, ErrorInfo.of("children", String.valueOf(e.getMessage()), ErrorKind.PERMANENT));
            return;
        }
        Set<JobId> awaited = new LinkedHashSet<>();
        for (Enqueued child : intake.store()) {
            awaited.add(child.id());
        }
        awaited.remove(entry.id);
        awaited.removeAll(entry.request.parents());
        List<JobId> parents = new ArrayList<>(entry.request.parents());
        parents.addAll(awaited);
        entry.request = entry.request.parents(parents);
        jobs.toWaiting(entry, List.copyOf(awaited));
    }

    private static void refuseChildrenOfTheirChild(JobId waiting, List<StoredRequest> children) {
        for (StoredRequest child : children) {
            if (child.parents().contains(waiting)) {
                throw new IllegalArgumentException("child " + child.id() + " names the job " + waiting
                        + " as a parent, which waits for it: neither could ever run");
            }
        }
    }

    private AttemptRecord attempt(Entry entry, Outcome outcome, Duration ran) {
        WorkerId worker = entry.worker;
        if (worker == null) {
            throw new IllegalStateException("job " + entry.id + " is " + entry.state + " without a worker");
        }
        return new AttemptRecord(entry.attempt, worker, now.minus(ran), now, nameOf(outcome), errorOf(outcome));
    }

    private static String nameOf(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded) {
            return "succeeded";
        } else if (outcome instanceof Outcome.Retry) {
            return "retry";
        } else if (outcome instanceof Outcome.Failed) {
            return "failed";
        } else if (outcome instanceof Outcome.Cancelled) {
            return "cancelled";
        } else if (outcome instanceof Outcome.Snoozed) {
            return "snoozed";
        } else if (outcome instanceof Outcome.Waiting) {
            return "waiting";
        }
        return "released";
    }

    private static Optional<ErrorInfo> errorOf(Outcome outcome) {
        if (outcome instanceof Outcome.Retry retry) {
            return Optional.of(retry.error());
        } else if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(failed.error());
        }
        return Optional.empty();
    }

    /** The reason of a cancel as it is stored. */
    static ErrorInfo cancelled(String reason) {
        return ErrorInfo.of("cancelled", reason, ErrorKind.PERMANENT);
    }
}
