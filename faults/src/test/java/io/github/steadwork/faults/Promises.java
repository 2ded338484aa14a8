package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.JobRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What holds whatever was done to workers and database: every job is there and has ended; its result is the one of the attempt that the database has as its successful one, which had
 * done its work and was not refused; and more attempts than one are in the database's books, each with its reason.
 */
final class Promises {

    private static final int PORTION = 1_000;

    private final Site site;
    private final Map<JobId, List<Ledger.Entry>> ledger;

    private Promises(Site site) {
        this.site = site;
        this.ledger = site.ledger().entries().stream().collect(Collectors.groupingBy(Ledger.Entry::job));
    }

    static Promises of(Site site) {
        return new Promises(site);
    }

    void holdFor(Collection<JobId> jobs) {
        assertThat(jobs).doesNotHaveDuplicates();
        List<JobId> ids = List.copyOf(jobs);
        for (int from = 0; from < ids.size(); from += PORTION) {
            List<JobId> some = ids.subList(from, Math.min(ids.size(), from + PORTION));
            List<JobRecord> stored = site.backend().inspector().findAll(some);
            assertThat(stored).as("the jobs that are still there").hasSameSizeAs(some);
            stored.forEach(this::holdFor);
        }
    }

    private void holdFor(JobRecord job) {
        List<Ledger.Entry> entries = ledger.getOrDefault(job.id(), List.of());
        assertThat(job.lease()).as("who holds an ended job").isEmpty();
        if (!isUneventful(job, entries)) {
            List<AttemptRecord> attempts = site.backend().inspector().attempts(job.id());
            extraAttemptsHaveReasons(job, attempts, entries);
            if (job.state() == JobState.SUCCEEDED) {
                theResultIsThatOfTheWinner(job, attempts, entries);
            }
        }
    }

    /** Started once, done once, with just that result: most jobs are, and nothing is left to ask the database then. */
    private static boolean isUneventful(JobRecord job, List<Ledger.Entry> entries) {
        return job.state() == JobState.SUCCEEDED
                && count(entries, Ledger.Phase.STARTED) == 1
                && count(entries, Ledger.Phase.REFUSED) == 0
                && entries.stream().anyMatch(entry -> isProvenBy(proof(job), entry));
    }

    private static boolean isProvenBy(Deed.Proof proof, Ledger.Entry entry) {
        return entry.token() == proof.token()
                && entry.phase() == Ledger.Phase.WORKED
                && entry.worker().equals(proof.worker());
    }

    private static Deed.Proof proof(JobRecord job) {
        return Objects.requireNonNull(new JacksonPayloadCodec().decode(job.result(), Deed.Proof.class));
    }

    private static void theResultIsThatOfTheWinner(
            JobRecord job, List<AttemptRecord> attempts, List<Ledger.Entry> entries) {
        Deed.Proof proof = Objects.requireNonNull(new JacksonPayloadCodec().decode(job.result(), Deed.Proof.class));
        AttemptRecord last = attempts.get(attempts.size() - 1);
        assertThat(last.outcome()).as("the last outcome of " + job.id()).isEqualTo("succeeded");
        assertThat(last.worker().name()).as("who made the result").isEqualTo(proof.worker());
        assertThat(attempts)
                .filteredOn(attempt -> attempt.outcome().equals("succeeded"))
                .hasSize(1);
        assertThat(entries).as("what the winner of " + job.id() + " did").anyMatch(entry -> isProvenBy(proof, entry));
    }

    private static void extraAttemptsHaveReasons(
            JobRecord job, List<AttemptRecord> attempts, List<Ledger.Entry> entries) {
        assertThat(count(entries, Ledger.Phase.STARTED))
                .as("the starts of " + job.id() + ", whose attempts are " + attempts + ": " + entries)
                .isLessThanOrEqualTo(attempts.size());
        long explained = attempts.stream()
                .filter(attempt -> attempt.outcome().equals("crashed"))
                .count();
        assertThat(count(entries, Ledger.Phase.WORKED))
                .as("the work done for " + job.id() + ", whose attempts are " + attempts + ": " + entries)
                .isLessThanOrEqualTo(1 + explained);
    }

    private static long count(List<Ledger.Entry> entries, Ledger.Phase phase) {
        return entries.stream().filter(entry -> entry.phase() == phase).count();
    }
}
