package io.github.steadwork.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job types and their options. */
final class JobTypeTest {

    private static final JobType<String, Void> TYPE = JobType.of("send-invoice", String.class);

    @ParameterizedTest
    @ValueSource(strings = {"a", "9", "send-invoice", "billing.v2/send:invoice_1"})
    void aNameIsMadeOfLettersDigitsAndAFewSigns(String name) {
        assertThat(JobType.of(name, String.class)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a b", "a\n", "naïve", "a'; drop table jobs"})
    void anyOtherNameIsRefused(String name) {
        assertThatThrownBy(() -> JobType.of(name, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("job type is '" + name + "', allowed are 1 to 128 letters, digits");
    }

    @Test
    void aNameHasAtMost128Characters() {
        assertThat(JobType.of("n".repeat(128), String.class).name()).hasSize(128);
        assertThatThrownBy(() -> JobType.of("n".repeat(129), String.class)).hasMessageContaining("1 to 128");
    }

    @Test
    void changesGiveCopiesAndKeepTheRest() {
        JobType<String, Void> changed =
                TYPE.aliases("invoice", "bill").version(2).with(JobOptions.DEFAULT.queue("mail"));

        assertThat(changed.allNames()).containsExactlyInAnyOrder("send-invoice", "invoice", "bill");
        assertThat(changed.aliases()).containsExactly("invoice", "bill");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.options().queue()).contains("mail");
        assertThat(changed.payloadClass()).isEqualTo(String.class);
        assertThat(changed.resultClass()).isEqualTo(Void.class);
        assertThat(TYPE.aliases()).isEmpty();
        assertThat(TYPE.version()).isEqualTo(1);
    }

    @Test
    void aVersionBelowOneAndABadAliasAreRefused() {
        assertThatThrownBy(() -> TYPE.version(0)).hasMessage("version is 0, allowed is 1 or more");
        assertThatThrownBy(() -> TYPE.aliases("old name")).hasMessageStartingWith("alias is 'old name'");
    }

    @Test
    void optionsStartWithNothingSaid() {
        JobOptions options = JobOptions.DEFAULT;

        assertThat(options.queue()).isEmpty();
        assertThat(options.priority()).isEqualTo(Priority.NORMAL);
        assertThat(options.timeout()).isEmpty();
        assertThat(options.retry()).isEmpty();
        assertThat(options.tags()).isEmpty();
    }

    @Test
    void optionsAreCopiedWithOneChangeEach() {
        JobOptions options = JobOptions.DEFAULT
                .queue("mail")
                .priority(Priority.HIGH)
                .timeout(Duration.ofMinutes(2))
                .retry(RetryPolicy.NONE)
                .tags("billing", "eu");

        assertThat(options.queue()).contains("mail");
        assertThat(options.priority()).isEqualTo(Priority.HIGH);
        assertThat(options.timeout()).contains(Duration.ofMinutes(2));
        assertThat(options.retry()).contains(RetryPolicy.NONE);
        assertThat(options.tags()).containsExactlyInAnyOrder("billing", "eu");
        assertThat(JobOptions.DEFAULT.queue()).isEmpty();
    }

    @Test
    void aRepeatedTagCountsOnce() {
        assertThat(JobOptions.DEFAULT.tags("eu", "billing", "eu").tags()).containsExactlyInAnyOrder("eu", "billing");
    }

    @Test
    void optionsThatCannotBeAreRefusedByName() {
        assertThatThrownBy(() -> JobOptions.DEFAULT.timeout(Duration.ZERO))
                .hasMessage("timeout is PT0S, allowed is more than zero and at most PT876000H");
        assertThatThrownBy(() -> JobOptions.DEFAULT.timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageStartingWith("timeout is ");
        assertThatThrownBy(() -> JobOptions.DEFAULT.queue("my queue")).hasMessageStartingWith("queue is 'my queue'");
        assertThatThrownBy(() -> JobOptions.DEFAULT.tags("ok", "not ok")).hasMessageStartingWith("tag is 'not ok'");
    }
}
