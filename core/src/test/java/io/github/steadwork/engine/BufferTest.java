package io.github.steadwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has been claimed ahead, and who gives way to it. */
final class BufferTest {

    private static final JobType<String, Void> PATIENT =
            JobType.of("patient", String.class).with(JobOptions.DEFAULT.preemptible());

    private final HeldJobs held = new HeldJobs(InstantSource.system());
    private final Buffer buffer = new Buffer();

    private Attempt claim(Priority priority, boolean suspect) {
        StoredRequest request = StoredRequest.simple(JobId.create(), PATIENT.name(), "default", Payload.NOTHING)
                .changed("default", priority, StoredRequest.Due.NOW, Set.of());
        JobRecord job = new JobRecord(
                request,
                JobState.RUNNING,
                Instant.EPOCH,
                JobRecord.Counters.ZERO,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Payload.NOTHING,
                Payload.NOTHING,
                Progress.NONE);
        return held.add(List.of(new Claim(job, new Lease(request.id(), 1), suspect)))
                .get(0);
    }

    @Test
    void suspectsGoFirstThenWhatIsUrgentThenTheOthersAsTheyCame() throws Exception {
        Attempt normal = claim(Priority.NORMAL, false);
        Attempt low = claim(Priority.LOW, false);
        Attempt urgent = claim(Priority.URGENT, false);
        Attempt later = claim(Priority.URGENT, false);
        Attempt suspect = claim(Priority.LOW, true);
        buffer.add(List.of(low));
        buffer.add(List.of(urgent, normal));
        buffer.add(List.of(later, suspect));
        assertThat(buffer.urgent()).isEqualTo(2);

        List<Attempt> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(buffer.take());
        }

        assertThat(taken).containsExactly(suspect, urgent, later, low, normal);
    }

    @Test
    void oneGivesWayForEachUrgentJobThatHasBeenClaimedAhead() {
        Preemption preemption = new Preemption(
                held,
                JobRegistry.builder().register(PATIENT, (text, context) -> null).build());
        List<Attempt> running = List.of(claim(Priority.NORMAL, false), claim(Priority.LOW, false));
        running.forEach(attempt -> attempt.start(Thread.currentThread()));
        assertThat(preemption.possible(0)).isEqualTo(2);
        buffer.add(List.of(claim(Priority.NORMAL, false)));
        buffer.add(List.of(claim(Priority.URGENT, false)));
        assertThat(preemption.possible(buffer.urgent())).isEqualTo(1);

        preemption.serve(buffer.urgent());
        preemption.serve(buffer.urgent());

        assertThat(running.stream().map(Attempt::isYielding)).containsExactly(false, true);
        assertThat(preemption.possible(buffer.urgent())).isEqualTo(1);
    }
}
