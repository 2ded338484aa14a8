package io.github.steadwork.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests and their rules of uniqueness. */
final class JobRequestTest {

    private static final JobType<String, Void> TYPE = JobType.of("send", String.class)
            .with(JobOptions.DEFAULT
                    .queue("mail")
                    .priority(Priority.LOW)
                    .timeout(Duration.ofMinutes(1))
                    .tags("eu"));

    private final JobRequest<String, Void> request = JobRequest.of(TYPE, "hello");

    @Test
    void whatIsNotSaidComesFromTheType() {
        assertThat(request.queue()).contains("mail");
        assertThat(request.priority()).isEqualTo(Priority.LOW);
        assertThat(request.timeout()).contains(Duration.ofMinutes(1));
        assertThat(request.tags()).containsExactly("eu");
        assertThat(request.delay()).isZero();
        assertThat(request.runAt()).isEmpty();
        assertThat(request.maxRetries()).isEmpty();
        assertThat(request.unique()).isEmpty();
        assertThat(request.parents()).isEmpty();
        assertThat(request.onParentFailure()).isEqualTo(ParentPolicy.FAIL);
        assertThat(request.headers()).isEmpty();
        assertThat(request).hasToString("JobRequest[send " + request.id() + "]");
    }

    @Test
    void eachChangeGivesACopyWithTheSameIdAndAllOtherFields() {
        JobId parent = JobId.create();
        JobRequest<String, Void> changed = request.queue("other")
                .priority(Priority.URGENT)
                .maxRetries(9)
                .timeout(Duration.ofSeconds(5))
                .unique("key")
                .tags("us", "us")
                .after(parent, parent)
                .onParentFailure(ParentPolicy.RUN)
                .header("tenant", "a")
                .header("trace", "b")
                .header("tenant", "c")
                .delay(Duration.ofSeconds(3));

        assertThat(changed.id()).isEqualTo(request.id());
        assertThat(changed.type()).isSameAs(TYPE);
        assertThat(changed.payload()).isEqualTo("hello");
        assertThat(changed.queue()).contains("other");
        assertThat(changed.priority()).isEqualTo(Priority.URGENT);
        assertThat(changed.maxRetries()).contains(9);
        assertThat(changed.timeout()).contains(Duration.ofSeconds(5));
        assertThat(changed.unique()).contains(UniqueRule.whileUnfinished("key"));
        assertThat(changed.tags()).containsExactly("us");
        assertThat(changed.parents()).containsExactly(parent);
        assertThat(changed.onParentFailure()).isEqualTo(ParentPolicy.RUN);
        assertThat(changed.headers())
                .containsEntry("tenant", "c")
                .containsEntry("trace", "b")
                .hasSize(2);
        assertThat(changed.delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(request.queue()).contains("mail");
        assertThat(request.headers()).isEmpty();
    }

    @Test
    void ofDelayAndInstantTheLastCounts() {
        Instant at = Instant.parse("2026-12-24T18:00:00Z");
        JobRequest<String, Void> timed = request.delay(Duration.ofHours(1)).runAt(at);

        assertThat(timed.runAt()).contains(at);
        assertThat(timed.delay()).isZero();
        assertThat(timed.delay(Duration.ofHours(2)).runAt()).isEmpty();
    }

    @Test
    void aJobCannotWaitForItself() {
        assertThatThrownBy(() -> request.after(request)).hasMessage("job " + request.id() + " cannot wait for itself");
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a null checker
    void whatCannotBeStoredIsRefusedByName() {
        assertThatThrownBy(() -> request.delay(Duration.ofMillis(-1)))
                .hasMessage("delay is PT-0.001S, allowed is zero to PT876000H");
        assertThatThrownBy(() -> request.delay(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageStartingWith("delay is ");
        assertThatThrownBy(() -> request.runAt(Instant.MAX))
                .hasMessageContaining("allowed is from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z");
        assertThatThrownBy(() -> request.maxRetries(-1)).hasMessage("maxRetries is -1, allowed is 0 or more");
        assertThatThrownBy(() -> request.timeout(Duration.ZERO)).hasMessageStartingWith("timeout is PT0S");
        assertThatThrownBy(() -> request.queue("")).hasMessageStartingWith("queue is ''");
        assertThatThrownBy(() -> request.header("a b", "x")).hasMessageStartingWith("header is 'a b'");
        assertThatThrownBy(() -> request.unique((UniqueRule) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> JobRequest.of(TYPE, null)).hasMessage("payload");
    }

    @Test
    void aUniqueRuleNeedsAKeyAStateAndAWindowThatIsNotNegative() {
        assertThatThrownBy(() -> UniqueRule.whileUnfinished(" "))
                .hasMessage("unique key is ' ', allowed are 1 to 256 characters");
        assertThatThrownBy(() -> UniqueRule.whileUnfinished("k".repeat(257))).hasMessageContaining("1 to 256");
        assertThatThrownBy(() -> new UniqueRule("k", Set.of(), Optional.empty(), UniqueRule.OnConflict.KEEP))
                .hasMessage("unique scope is empty, allowed is at least one state");
        assertThatThrownBy(() -> UniqueRule.oncePer(Duration.ofSeconds(-1), "k"))
                .hasMessage("unique window is PT-1S, allowed is zero or more");
    }

    @Test
    void theNamedRulesSayWhatTheirNamesSay() {
        assertThat(UniqueRule.whileUnfinished("k").scope())
                .containsExactlyInAnyOrder(JobState.WAITING, JobState.QUEUED, JobState.RUNNING);
        assertThat(UniqueRule.oncePer(Duration.ofDays(1), "k").scope())
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(JobState.class));
        assertThat(UniqueRule.whileUnfinished("k")
                        .onConflict(UniqueRule.OnConflict.REFUSE)
                        .onConflict())
                .isEqualTo(UniqueRule.OnConflict.REFUSE);
    }

    @Test
    void aSnoozeThatNothingCouldStoreIsRefusedInTheJob() {
        assertThatThrownBy(() -> new JobSignal.Snooze(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageStartingWith("snooze is ");
        assertThat(new JobSignal.Snooze(Duration.ofSeconds(4)).delay()).isEqualTo(Duration.ofSeconds(4));
        assertThat(new JobSignal.WaitFor(List.of(request)).children()).hasSize(1);
    }
}
