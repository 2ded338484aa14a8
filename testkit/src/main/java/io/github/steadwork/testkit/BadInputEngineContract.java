package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.DuplicateJobException;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.EnqueueReceipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody can run or read. */
abstract class BadInputEngineContract extends EngineContract {

    @Test
    void anUnknownTypeIsRefusedWithTheNearestName() {
        JobEngine engine = start((params, context) -> null);

        assertThatThrownBy(() -> engine.jobs().enqueue(JobType.of("shuot", Text.class), new Text("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'shuot'")
                .hasMessageContaining("'shout'");
    }

    @Test
    void aTypeThatRunsElsewhereIsStored() {
        JobType<Text, Void> foreign = JobType.of("foreign", Text.class);
        JobEngine engine = started(builder(config()).runElsewhere(foreign).register(SHOUT, (params, context) -> null));

        assertThat(engine.jobs().enqueue(foreign, new Text("x")).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aPayloadThatIsTooLargeIsRefused() {
        JobEngine engine = start(config().set(JobSetting.MAX_PAYLOAD_BYTES, "100"), (params, context) -> null);

        assertThatThrownBy(() -> engine.jobs().enqueue(SHOUT, new Text("x".repeat(200))))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("JOB_MAX_PAYLOAD_BYTES");
    }

    @Test
    void aResultThatIsTooLargeFailsTheJobWithTheReason() {
        JobEngine engine =
                start(config().set(JobSetting.MAX_PAYLOAD_BYTES, "100"), (params, context) -> "x".repeat(200));

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON)).hasMessageContaining("JOB_MAX_PAYLOAD_BYTES");
    }

    @Test
    void aPayloadThatCannotBeReadFailsTheJobAndNotTheWorker() throws Exception {
        JobType<List<String>, String> otherShape = listType("shout");
        JobEngine producer = built(builder(config()).register(otherShape, (params, context) -> null));
        JobHandle<String> unreadable = producer.jobs().enqueue(otherShape, List.of("not", "an", "object"));

        JobEngine engine = start(config().set(JobSetting.WORKERS, "1"), (params, context) -> "read");

        assertThatThrownBy(() -> engine.jobs().handle(unreadable.id(), SHOUT).await(SOON))
                .hasMessageContaining("cannot read");
        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isEqualTo("read");
    }

    @SuppressWarnings("unchecked")
    private static JobType<List<String>, String> listType(String name) {
        return JobType.of(name, (Class<List<String>>) (Class<?>) List.class, String.class);
    }

    @Test
    void aRefusedDuplicateNamesTheEarlierJob() {
        JobEngine engine = start((params, context) -> null);
        UniqueRule refuse = UniqueRule.whileUnfinished("k").onConflict(UniqueRule.OnConflict.REFUSE);
        JobHandle<String> first = engine.jobs()
                .enqueue(JobRequest.of(SHOUT, new Text("1"))
                        .delay(Duration.ofHours(1))
                        .unique(refuse));

        assertThatThrownBy(() -> engine.jobs()
                        .enqueue(JobRequest.of(SHOUT, new Text("2")).unique(refuse)))
                .isInstanceOfSatisfying(
                        DuplicateJobException.class,
                        error -> assertThat(error.earlier()).isEqualTo(first.id()));
        JobHandle<String> kept =
                engine.jobs().enqueue(JobRequest.of(SHOUT, new Text("3")).unique("k"));
        assertThat(kept.id()).isEqualTo(first.id());
        assertThat(kept.enqueued()).isEqualTo(EnqueueReceipt.Result.KEPT_EARLIER);
    }
}
