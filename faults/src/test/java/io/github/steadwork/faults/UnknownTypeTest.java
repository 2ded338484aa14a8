package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.StoredRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownTypeTest {

    @Test
    void jobsOfATypeThatAWorkerDoesNotKnowAreLeftToThoseWhoDoAndHoldNobodyUp() {
        try (Site site = Site.on(PostgresServer.shared())) {
            List<JobId> rare = List.of(rareDeed(site), rareDeed(site), rareDeed(site));
            List<JobId> plain = site.enqueue(100, Deed.work(1));
            WorkerProcess old = site.worker("old").withLongLease().start();

            site.await(plain.get(plain.size() - 1), Phase.SETTLED, old);
            assertThat(rare).allMatch(id -> site.jobs().find(id).orElseThrow().state() == JobState.QUEUED);

            WorkerProcess updated = site.worker("updated").withLongLease().knowingRareDeeds().start();
            rare.forEach(id -> site.await(id, Phase.SETTLED, updated));
            site.awaitGoodEndWithoutDuplicates();
        }
    }

    private static JobId rareDeed(Site site) {
        return site.enqueue(JobRequest.of(Deed.RARE_TYPE, Deed.work(1)));
    }

    @Test
    void aPayloadThatCannotBeReadFailsItsJobAndNothingElse() {
        try (Site site = Site.on(PostgresServer.shared())) {
            Payload unreadable = Payload.of("{\"act\":".getBytes(StandardCharsets.UTF_8), "json", 1);
            StoredRequest broken = StoredRequest.simple(JobId.create(), Deed.TYPE.name(), "default", unreadable);
            site.backend().enqueue(EnqueueBatch.of(List.of(broken)));
            WorkerProcess worker = site.worker("worker").withLongLease().start();

            site.enqueue(20, Deed.work(1));

            site.awaitGoodEndWithoutDuplicates();
            assertThat(site.jobs().find(broken.id()).orElseThrow().state()).isEqualTo(JobState.FAILED);
            assertThat(worker.isAlive()).isTrue();
        }
    }
}
