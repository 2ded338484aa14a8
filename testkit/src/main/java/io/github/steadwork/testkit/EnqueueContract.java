package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.EnqueueReceipt.Enqueued;
import io.github.steadwork.queue.EnqueueReceipt.Result;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How jobs come in. */
public abstract class EnqueueContract extends DoorContract {

    /** For subclasses. */
    protected EnqueueContract() {}

    @Test
    void aNewJobIsQueuedAsItWasAskedFor() {
        Draft draft = Draft.job().priority(Priority.HIGH).tags("red", "blue");

        EnqueueReceipt receipt = enqueue(draft.request());

        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.jobs()).containsExactly(new Enqueued(draft.id(), Result.STORED));
        JobRecord job = find(draft.id());
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.request().payload()).isEqualTo(draft.request().payload());
        assertThat(job.request().type()).isEqualTo(Draft.TYPE);
        assertThat(job.request().queue()).isEqualTo(Draft.QUEUE);
        assertThat(job.request().priority()).isEqualTo(Priority.HIGH);
        assertThat(job.request().maxRetries()).isEqualTo(3);
        assertThat(job.request().timeout()).contains(Duration.ofMinutes(10));
        assertThat(job.request().tags()).containsExactlyInAnyOrder("red", "blue");
        assertThat(job.request().headers()).containsEntry("origin", "contract");
    }

    @Test
    void aNewJobHasNothingBehindIt() {
        JobRecord job = find(enqueue(Draft.job()));

        assertThat(job.counters()).isEqualTo(JobRecord.Counters.ZERO);
        assertThat(job.runAt()).isCloseTo(job.createdAt(), within(1, ChronoUnit.SECONDS));
        assertThat(job.finishedAt()).isEmpty();
        assertThat(job.lease()).isEmpty();
        assertThat(job.error()).isEmpty();
        assertThat(job.result()).isEqualTo(Payload.NOTHING);
        assertThat(job.checkpoint()).isEqualTo(Payload.NOTHING);
        assertThat(job.progress()).isEqualTo(Progress.NONE);
        assertThat(queue.inspector().attempts(job.id())).isEmpty();
    }

    @Test
    void receiptsStandInTheOrderOfTheBatch() {
        List<StoredRequest> requests = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            requests.add(Draft.job().request());
        }

        EnqueueReceipt receipt = queue.enqueue(EnqueueBatch.of(requests));

        assertThat(receipt.jobs())
                .extracting(Enqueued::id)
                .containsExactlyElementsOf(
                        requests.stream().map(StoredRequest::id).toList());
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(500);
    }

    @Test
    void anEmptyBatchIsAccepted() {
        EnqueueReceipt receipt = queue.enqueue(EnqueueBatch.of(List.of()));

        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.jobs()).isEmpty();
    }

    @Test
    void aDelayCountsFromTheBackendsOwnTime() {
        JobRecord job = find(enqueue(Draft.job().delay(HOUR)));

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(Duration.between(job.createdAt(), job.runAt())).isCloseTo(HOUR, Duration.ofSeconds(1));
    }

    @Test
    void anInstantIsTakenAsItIs() {
        Instant at = now().plus(HOUR).truncatedTo(ChronoUnit.MILLIS);

        assertThat(find(enqueue(Draft.job().at(at))).runAt()).isEqualTo(at);
    }

    @Test
    void aPayloadOfAnyBytesComesBackAsItWas() {
        byte[] bytes = new byte[70_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Payload payload = Payload.of(bytes, "blob", 7);
        JobId id = JobId.create();

        enqueue(StoredRequest.simple(id, Draft.TYPE, Draft.QUEUE, payload));

        assertThat(find(id).request().payload()).isEqualTo(payload);
    }

    @Test
    void wordsOfAnyLanguageComeBackAsTheyWere() {
        JobId id = enqueue(Draft.job().payload("Grüße 東京 🚀 'quoted'").tags("größe", "50 %", "it's"));

        assertThat(find(id).request().payload().text()).isEqualTo("Grüße 東京 🚀 'quoted'");
        assertThat(find(id).request().tags()).containsExactlyInAnyOrder("größe", "50 %", "it's");
    }

    @Test
    void aRepeatedBatchHasNoSecondEffect() {
        EnqueueBatch batch =
                EnqueueBatch.of(List.of(Draft.job().request(), Draft.job().request()));
        queue.enqueue(batch);

        EnqueueReceipt receipt = queue.enqueue(batch.again());

        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.jobs()).extracting(Enqueued::result).containsOnly(Result.ALREADY_STORED);
        assertThat(receipt.jobs())
                .extracting(Enqueued::id)
                .containsExactlyElementsOf(
                        batch.jobs().stream().map(StoredRequest::id).toList());
        assertThat(claim(10).claims()).hasSize(2);
    }

    @Test
    void aRepeatedBatchHasNoSecondEffectEvenWhenItsJobsHaveEnded() {
        EnqueueBatch batch = EnqueueBatch.of(List.of(Draft.job().request()));
        queue.enqueue(batch);
        settle(claimOne(), SUCCESS);

        EnqueueReceipt receipt = queue.enqueue(batch.again());

        assertThat(receipt.jobs()).extracting(Enqueued::result).containsExactly(Result.ALREADY_STORED);
        assertThat(claim(10).claims()).isEmpty();
        assertThat(stateOf(batch.jobs().get(0).id())).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aBatchThatNeverArrivedIsStoredWhenItIsRepeated() {
        EnqueueBatch batch = EnqueueBatch.of(List.of(Draft.job().request()));

        assertThat(queue.enqueue(batch.again()).jobs())
                .extracting(Enqueued::result)
                .containsExactly(Result.STORED);
        assertThat(claim(10).claims()).hasSize(1);
    }

    @Test
    void anIdThatIsTakenIsRefusedAndNothingIsStored() {
        JobId taken = enqueue(Draft.job());
        StoredRequest again = StoredRequest.simple(taken, Draft.TYPE, Draft.QUEUE, Payload.NOTHING);

        assertThatThrownBy(() -> enqueue(Draft.job().request(), again))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(taken.toString());

        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
    }

    @Test
    void anIdThatStandsTwiceInABatchIsRefusedAndNothingIsStored() {
        StoredRequest twice = Draft.job().request();

        assertThatThrownBy(() -> enqueue(twice, Draft.job().request(), twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(twice.id().toString());

        assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
    }

    @Test
    void documentsChangeTogetherWithTheJobs() {
        EnqueueReceipt receipt = queue.enqueue(batch(0, Draft.job()));

        assertThat(receipt.accepted()).isTrue();
        assertThat(queue.documents().get("schedule", "nightly").orElseThrow().version())
                .isEqualTo(1);
        assertThat(claim(10).claims()).hasSize(1);
    }

    @Test
    void nothingIsStoredIfADocumentHasChangedMeanwhile() {
        queue.documents().apply(List.of(put(0)));

        EnqueueReceipt receipt = queue.enqueue(batch(0, Draft.job()));

        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.jobs()).isEmpty();
        assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
        assertThat(queue.documents().get("schedule", "nightly").orElseThrow().version())
                .isEqualTo(1);
    }

    @Test
    void aRepeatedBatchIsNotRefusedForTheDocumentsThatItChangedItself() {
        EnqueueBatch batch = batch(0, Draft.job());
        queue.enqueue(batch);

        EnqueueReceipt receipt = queue.enqueue(batch.again());

        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.jobs()).extracting(Enqueued::result).containsExactly(Result.ALREADY_STORED);
        assertThat(queue.documents().get("schedule", "nightly").orElseThrow().version())
                .isEqualTo(1);
    }

    @Test
    void documentsAreNotChangedIfAJobIsRefused() {
        JobId unknown = JobId.create();

        assertThatThrownBy(() -> queue.enqueue(batch(0, Draft.job().after(unknown))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(queue.documents().get("schedule", "nightly")).isEmpty();
    }

    private static EnqueueBatch batch(long expectedVersion, Draft draft) {
        return new EnqueueBatch(List.of(draft.request()), List.of(put(expectedVersion)), false);
    }

    private static DocumentChange put(long expectedVersion) {
        return new DocumentChange.Put("schedule", "nightly", expectedVersion, Optional.empty(), "{}");
    }
}
