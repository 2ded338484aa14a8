package io.github.steadwork.retry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FailsafeRetriesTest {

    private static final Random RANDOM = new Random(17);

    private static RetryPolicy quick(int maxRetries) {
        return RetryPolicy.builder().maxRetries(maxRetries).delay(Duration.ZERO).build();
    }

    @Test
    void theNumbersOfAFailsafePolicyAreTakenOver() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.builder()
                .withMaxRetries(7)
                .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 3)
                .withJitter(0.25)
                .build());

        assertThat(policy)
                .hasToString("RetryPolicy[maxRetries=7, delay=PT1S, backoffFactor=3.0, maxDelay=PT30S, jitter=0.25]");
    }

    @Test
    void aFixedDelayStaysFixed() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.builder()
                .withDelay(Duration.ofSeconds(4))
                .withMaxRetries(-1)
                .build());

        assertThat(policy.maxRetries()).isEqualTo(Integer.MAX_VALUE);
        assertThat(policy.delayAfter(new IOException(), 1000, RANDOM)).contains(Duration.ofSeconds(4));
    }

    @Test
    void aDelayBetweenTwoBoundsStaysBetweenThem() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.builder()
                .withDelay(Duration.ofSeconds(2), Duration.ofSeconds(6))
                .build());

        assertThat(policy)
                .hasToString("RetryPolicy[maxRetries=2, delay=PT4S, backoffFactor=1.0, maxDelay=PT4S, jitter=0.5]");
    }

    @Test
    void aJitterAsALengthBecomesAShare() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.builder()
                .withDelay(Duration.ofSeconds(10))
                .withJitter(Duration.ofSeconds(1))
                .build());

        assertThat(policy.jitter()).isEqualTo(0.1);
    }

    @Test
    void onlyHandledErrorsAreRetriedAndAbortingOnesNever() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.builder()
                .handle(IOException.class)
                .abortOn(FileNotFoundException.class)
                .build());

        assertThat(policy.classify(new IOException())).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(policy.classify(new FileNotFoundException())).isEqualTo(ErrorKind.PERMANENT);
        assertThat(policy.classify(new IllegalStateException())).isEqualTo(ErrorKind.PERMANENT);
    }

    @Test
    void withoutConditionsEveryErrorIsRetried() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.ofDefaults());

        assertThat(policy.classify(new NumberFormatException())).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(policy.classify(new PermanentException("no"))).isEqualTo(ErrorKind.PERMANENT);
    }

    @Test
    void conditionsByPredicateAreAskedAndABrokenOneDoesNotHold() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.builder()
                .handleIf(error -> requireNonNull(error.getMessage()).contains("again"))
                .build());

        assertThat(policy.classify(new IOException("again"))).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(policy.classify(new IOException("stop"))).isEqualTo(ErrorKind.PERMANENT);
        assertThat(policy.classify(new IOException())).isEqualTo(ErrorKind.PERMANENT);
    }

    @Test
    void anExtremeFailsafePolicyIsBroughtWithinOurBounds() {
        RetryPolicy policy = FailsafeRetries.from(dev.failsafe.RetryPolicy.builder()
                .withBackoff(Duration.ofDays(90_000), Duration.ofDays(100_000), 5000)
                .build());

        assertThat(policy.delay()).isEqualTo(RetryPolicy.LONGEST_DELAY);
        assertThat(policy.maxDelay()).isEqualTo(RetryPolicy.LONGEST_DELAY);
        assertThat(policy.backoffFactor()).isEqualTo(1000);
    }

    @Test
    void aCallIsRepeatedUntilItSucceedsAndTellsEachRetry() throws Exception {
        List<String> told = new ArrayList<>();
        int[] calls = {0};

        String result = FailsafeRetries.call(
                quick(Integer.MAX_VALUE),
                () -> {
                    if (++calls[0] < 4) {
                        throw new IOException("try " + calls[0]);
                    }
                    return "done";
                },
                (error, retry, delay) -> told.add(retry + " after " + error.getMessage() + " in " + delay));

        assertThat(result).isEqualTo("done");
        assertThat(told).containsExactly("1 after try 1 in PT0S", "2 after try 2 in PT0S", "3 after try 3 in PT0S");
    }

    @Test
    void theLastErrorComesOutAsItWasThrown() {
        IOException checked = new IOException("checked");
        AssertionError serious = new AssertionError("serious");

        assertThatThrownBy(() -> FailsafeRetries.call(
                        quick(1),
                        () -> {
                            throw checked;
                        },
                        (error, retry, delay) -> {}))
                .isSameAs(checked);
        assertThatThrownBy(() -> FailsafeRetries.call(
                        quick(0),
                        () -> {
                            throw serious;
                        },
                        (error, retry, delay) -> {}))
                .isSameAs(serious);
    }
}
