package io.github.steadwork.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryPolicyTest {

    private final RuntimeException failure = new IllegalStateException("no luck");

    private final Random random = new Random(17);

    private static RetryPolicy.Builder exact() {
        return RetryPolicy.builder().jitter(0);
    }

    @ParameterizedTest
    @CsvSource({"0, PT2S", "1, PT6S", "2, PT18S", "3, PT20S", "500, PT20S"})
    void theDelayGrowsByTheFactorUpToTheLongest(int retriesUsed, Duration expected) {
        RetryPolicy policy = exact().maxRetries(1000)
                .delay(Duration.ofSeconds(2))
                .backoffFactor(3)
                .maxDelay(Duration.ofSeconds(20))
                .build();

        assertThat(policy.delayAfter(failure, retriesUsed, random)).contains(expected);
    }

    @Test
    void thereIsNoDelayAfterTheLastRetry() {
        RetryPolicy policy = exact().maxRetries(2).build();

        assertThat(policy.delayAfter(failure, 1, random)).isPresent();
        assertThat(policy.delayAfter(failure, 2, random)).isEmpty();
        assertThat(RetryPolicy.NONE.delayAfter(failure, 0, random)).isEmpty();
    }

    @Test
    void aRequestMayOverrideTheNumberOfRetries() {
        assertThat(RetryPolicy.NONE.delayAfter(failure, 4, 5, random)).isPresent();
        assertThat(RetryPolicy.DEFAULT.delayAfter(failure, 0, 0, random)).isEmpty();
    }

    @Test
    void jitterStaysWithinItsShareAndReachesBothEnds() {
        RetryPolicy policy =
                RetryPolicy.builder().delay(Duration.ofSeconds(10)).jitter(0.2).build();
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 2000; i++) {
            long millis = policy.delayAfter(failure, 0, random).orElseThrow().toMillis();
            least = Math.min(least, millis);
            most = Math.max(most, millis);
        }
        assertThat(least).isBetween(8_000L, 8_100L);
        assertThat(most).isBetween(11_900L, 12_000L);
    }

    @Test
    void retriesWithoutEndNeverOverflow() {
        RetryPolicy policy = RetryPolicy.builder()
                .maxRetries(Integer.MAX_VALUE)
                .delay(RetryPolicy.LONGEST_DELAY)
                .maxDelay(RetryPolicy.LONGEST_DELAY)
                .backoffFactor(1000)
                .jitter(1)
                .build();

        assertThat(policy.delayAfter(failure, Integer.MAX_VALUE - 1, random).orElseThrow())
                .isBetween(Duration.ZERO, RetryPolicy.LONGEST_DELAY);
    }

    @Test
    void noDelayStaysNoDelayHoweverManyRetriesThereWere() {
        RetryPolicy policy =
                exact().maxRetries(Integer.MAX_VALUE).delay(Duration.ZERO).build();

        assertThat(policy.delayAfter(failure, 1_000_000, random)).contains(Duration.ZERO);
    }

    @Test
    void anErrorThatAsksForTimeGetsAtLeastThat() {
        RetryPolicy policy = exact().delay(Duration.ofSeconds(10)).build();

        assertThat(policy.delayAfter(new TransientException("busy", Duration.ofMinutes(5)), 0, random))
                .contains(Duration.ofMinutes(5));
        assertThat(policy.delayAfter(new TransientException("busy", Duration.ofSeconds(1)), 0, random))
                .contains(Duration.ofSeconds(10));
    }

    @Test
    void aCauseThatAsksForTimeIsHeardThroughItsWrappers() {
        Throwable wrapped = new IOException(new TransientException("busy", Duration.ofMinutes(5)));

        assertThat(RetryPolicy.DEFAULT.delayAfter(wrapped, 0, random)).contains(Duration.ofMinutes(5));
    }

    @Test
    void aServerThatAsksForAllEternityGetsNoMoreThanTheLongestDelay() {
        Throwable greedy = new TransientException("busy", Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(RetryPolicy.DEFAULT.delayAfter(greedy, 0, random)).contains(RetryPolicy.LONGEST_DELAY);
    }

    @Test
    void aPermanentErrorIsNotRetried() {
        assertThat(RetryPolicy.DEFAULT.delayAfter(new PermanentException("no such customer"), 0, random))
                .isEmpty();
        assertThat(RetryPolicy.DEFAULT.delayAfter(new NumberFormatException("x"), 0, random))
                .isEmpty();
    }

    @Test
    void aPermanentExceptionIsNotRetriedWhateverTheRulesSay() {
        RetryPolicy eager = RetryPolicy.builder().retryOn(Throwable.class).build();

        assertThat(eager.classify(new PermanentException("no"))).isEqualTo(ErrorKind.PERMANENT);
        assertThat(eager.classify(new NumberFormatException("x"))).isEqualTo(ErrorKind.TRANSIENT);
    }

    @Test
    void theRuleThatWasAddedLastDecides() {
        RetryPolicy policy = RetryPolicy.builder()
                .giveUpOn(IOException.class)
                .retryOn(error -> "again".equals(error.getMessage()))
                .build();

        assertThat(policy.classify(new IOException("again"))).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(policy.classify(new IOException("stop"))).isEqualTo(ErrorKind.PERMANENT);
        assertThat(policy.toBuilder().giveUpOn(IOException.class).build().classify(new IOException("again")))
                .isEqualTo(ErrorKind.PERMANENT);
    }

    @Test
    void aClassifierOfOnesOwnTakesThePlaceOfAllRules() {
        RetryPolicy policy = RetryPolicy.builder()
                .giveUpOn(IOException.class)
                .classifier(error -> ErrorKind.TRANSIENT)
                .build();

        assertThat(policy.classify(new IOException())).isEqualTo(ErrorKind.TRANSIENT);
    }

    @Test
    void aPredicateThatThrowsIsToldAsSuppressedAndTheErrorIsRetried() {
        RetryPolicy broken = RetryPolicy.builder()
                .giveUpOn(error -> {
                    throw new ArithmeticException("in the rule");
                })
                .build();
        IOException error = new IOException("in the job");

        assertThat(broken.delayAfter(error, 0, random)).isPresent();
        assertThat(error.getSuppressed()).hasOnlyElementsOfType(ArithmeticException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // a classifier of somebody who does not check for null
    void aClassifierThatAnswersNothingLeavesTheErrorUnclassified() {
        RetryPolicy policy = RetryPolicy.builder().classifier(error -> null).build();

        assertThat(policy.classify(failure)).isEqualTo(ErrorKind.UNCLASSIFIED);
    }

    @ParameterizedTest
    @CsvSource({"FAST, PT5M, PT30M, 3", "STANDARD, PT1H, PT4H, 3", "EXTENDED, PT24H, PT24H, 3", "MANUAL, PT0S, PT0S, 0"
    })
    void aTierNamesItsDelays(RecoveryTier tier, Duration first, Duration longest, int retries) {
        RetryPolicy policy = exact().recovery(tier).build();

        assertThat(policy.delay()).isEqualTo(first);
        assertThat(policy.maxDelay()).isEqualTo(longest);
        assertThat(policy.maxRetries()).isEqualTo(retries);
        assertThat(policy.delayAfter(failure, 0, random))
                .isEqualTo(retries == 0 ? Optional.empty() : Optional.of(first));
    }

    @Test
    void theFastTierIsPatientForFiveToThirtyMinutes() {
        RetryPolicy fast = exact().maxRetries(5).recovery(RecoveryTier.FAST).build();

        assertThat(fast.delayAfter(failure, 0, random)).contains(Duration.ofMinutes(5));
        assertThat(fast.delayAfter(failure, 2, random)).contains(Duration.ofMinutes(20));
        assertThat(fast.delayAfter(failure, 3, random)).contains(Duration.ofMinutes(30));
    }

    @Test
    void aNumberOutOfItsRangeIsNamedWithItsValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> RetryPolicy.builder().maxRetries(-1).build())
                .hasMessage("maxRetries is -1, allowed is 0 or more");
        assertThatThrownBy(
                        () -> RetryPolicy.builder().delay(Duration.ofMillis(-1)).build())
                .hasMessage("delay is PT-0.001S, allowed is zero to PT876000H");
        assertThatThrownBy(() -> RetryPolicy.builder()
                        .maxDelay(Duration.ofSeconds(Long.MAX_VALUE))
                        .build())
                .hasMessageStartingWith("maxDelay is PT")
                .hasMessageEndingWith("allowed is zero to PT876000H");
        assertThatThrownBy(() -> RetryPolicy.builder().backoffFactor(Double.NaN).build())
                .hasMessage("backoffFactor is NaN, allowed is 1 to 1000");
        assertThatThrownBy(() -> RetryPolicy.builder().jitter(1.5).build())
                .hasMessage("jitter is 1.5, allowed is 0 to 1");
    }

    @Test
    void aPolicyTellsItsNumbers() {
        assertThat(RetryPolicy.DEFAULT)
                .hasToString("RetryPolicy[maxRetries=3, delay=PT10S, backoffFactor=2.0, maxDelay=PT1H, jitter=0.1]");
        assertThat(RetryPolicy.DEFAULT.backoffFactor()).isEqualTo(2);
        assertThat(RetryPolicy.DEFAULT.jitter()).isEqualTo(0.1);
    }
}
