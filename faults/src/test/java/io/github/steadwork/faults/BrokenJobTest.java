package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Deed.Act;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenJobTest {

    @Test
    void aJobThatOverflowsItsStackFailsAndItsWorkerWorksOn() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess worker = site.worker("worker").start();
            List<JobId> broken = enqueueBroken(site, Act.OVERFLOW_STACK, 20);
            List<JobId> sound = site.enqueue(100, Deed.work(1));

            site.awaitGoodEnd();

            assertThat(broken).allSatisfy(id -> failedWith(site, id, "StackOverflowError"));
            assertThat(sound).allMatch(id -> isDone(site, id));
            assertThat(worker.isAlive()).isTrue();
        }
    }

    @Test
    void jobsThatFillTheHeapFailAndTheirWorkerWorksOn() {
        try (Site site = Site.on(PostgresServer.shared())) {
            WorkerProcess worker = site.worker("worker").jvm("-Xmx48m").start();
            List<JobId> sound = new ArrayList<>();
            List<JobId> broken = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                broken.addAll(enqueueBroken(site, Act.EXHAUST_MEMORY, 3));
                sound.addAll(site.enqueue(30, Deed.work(2)));
            }

            site.awaitGoodEnd();

            assertThat(broken).allSatisfy(id -> failedWith(site, id, "OutOfMemoryError"));
            assertThat(sound).allMatch(id -> isDone(site, id));
            assertThat(worker.isAlive()).isTrue();
            JobId last = site.enqueue(Deed.work(0));
            site.await(last, Phase.SETTLED, worker);
        }
    }

    private static List<JobId> enqueueBroken(Site site, Act act, int count) {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(site.enqueue(JobRequest.of(Deed.TYPE, Deed.of(act)).maxRetries(1)));
        }
        return ids;
    }

    private static void failedWith(Site site, JobId id, String error) {
        assertThat(site.jobs().find(id).orElseThrow())
                .satisfies(job -> assertThat(job.state()).isEqualTo(JobState.FAILED))
                .satisfies(job -> assertThat(job.error().orElseThrow().type()).contains(error));
    }

    private static boolean isDone(Site site, JobId id) {
        return site.jobs().find(id).orElseThrow().state() == JobState.SUCCEEDED;
    }
}
