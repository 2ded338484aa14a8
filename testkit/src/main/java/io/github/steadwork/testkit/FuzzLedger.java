package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The effects of a fuzz run as its workers saw them. It is told what a backend has answered, objects to what can never be
 * true, and is compared with what is stored in the end.
 */
final class FuzzLedger {

    private final Map<JobId, Account> accounts = new ConcurrentHashMap<>();
    private final List<JobId> known = new CopyOnWriteArrayList<>();
    private final Set<Lease> lost = ConcurrentHashMap.newKeySet();
    private final Map<Lease, Outcome> accepted = new ConcurrentHashMap<>();

    /** What happened to one job. */
    private static final class Account {
        private int claims;
        private int unstarted;
        private int retries;
        private int snoozes;
        private int successes;
        private int successfulAttempt = Integer.MAX_VALUE;
        private boolean disturbed;
        private String result = "";
    }

    void stored(JobId id) {
        account(id);
        known.add(id);
    }

    /** One of the jobs that are stored. */
    JobId any() {
        return known.get(ThreadLocalRandom.current().nextInt(known.size()));
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    Set<JobId> jobs() {
        return accounts.keySet();
    }

    /** Somebody cancelled or redrove the job, so that its counters may be less than what was accepted. */
    void disturbed(JobId id) {
        Account account = account(id);
        synchronized (account) {
            account.disturbed = true;
        }
    }

    void claimed(Claim claim) {
        Account account = account(claim.job().id());
        synchronized (account) {
            account.claims++;
            // The reply to an earlier claim may be read later than a success under a later one.
            boolean later = claim.job().counters().attempt() > account.successfulAttempt;
            check(!later, "was claimed after it had succeeded", claim.lease());
        }
        check(
                !lost.contains(claim.lease()) && !accepted.containsKey(claim.lease()),
                "token was used again",
                claim.lease());
    }

    void lost(Lease lease) {
        lost.add(lease);
    }

    boolean wasLost(Lease lease) {
        return lost.contains(lease);
    }

    /** A settlement was accepted, of a lease of which it was known before whether it had been lost. */
    void accepted(Claim claim, Outcome outcome, boolean lostBefore) {
        Lease lease = claim.lease();
        check(!lostBefore, "was settled under a lease that had been lost", lease);
        check(accepted.put(lease, outcome) == null, "was settled twice under one lease", lease);
        Account account = account(lease.job());
        synchronized (account) {
            if (outcome instanceof Outcome.Succeeded succeeded) {
                account.successes++;
                account.successfulAttempt = claim.job().counters().attempt();
                account.result = succeeded.result().text();
                check(account.successes == 1, "has succeeded twice", lease);
            } else if (outcome instanceof Outcome.Retry) {
                account.retries++;
            } else if (outcome instanceof Outcome.Snoozed) {
                account.snoozes++;
            } else if (outcome instanceof Outcome.Released released && !released.started()) {
                account.unstarted++;
            }
        }
    }

    /** Compares what is stored in the end with what was accepted. */
    void compare(JobRecord job) {
        Account account = account(job.id());
        synchronized (account) {
            assertThat(job.state().isFinal())
                    .as("job %s has ended: %s", job.id(), job)
                    .isTrue();
            assertThat(job.counters().attempt())
                    .as("attempts of %s", job.id())
                    .isEqualTo(account.claims - account.unstarted);
            assertThat(job.state() == JobState.SUCCEEDED)
                    .as("%s is SUCCEEDED exactly if a success was accepted", job.id())
                    .isEqualTo(account.successes == 1);
            assertThat(job.result().text()).as("result of %s", job.id()).isEqualTo(account.result);
            if (!account.disturbed) {
                assertThat(job.counters().retriesUsed())
                        .as("retries of %s", job.id())
                        .isEqualTo(account.retries);
                assertThat(job.counters().snoozes())
                        .as("snoozes of %s", job.id())
                        .isEqualTo(account.snoozes);
            }
        }
    }

    private Account account(JobId id) {
        return accounts.computeIfAbsent(id, unused -> new Account());
    }

    private static void check(boolean holds, String violation, Lease lease) {
        if (!holds) {
            throw new AssertionError("job " + lease.job() + " " + violation + ", token " + lease.token());
        }
    }
}
