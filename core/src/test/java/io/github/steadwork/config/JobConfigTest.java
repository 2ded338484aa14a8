package io.github.steadwork.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JobConfigTest {

    @Test
    void everySettingHasADefault() {
        JobConfig config = JobConfig.DEFAULT;

        assertThat(config.queueBackend()).isEqualTo("memory");
        assertThat(config.brokerUrl()).isEmpty();
        assertThat(config.defaultQueue()).isEqualTo("default");
        assertThat(config.queues()).containsExactly("default");
        assertThat(config.workers()).isEqualTo(8);
        assertThat(config.workerName()).isEmpty();
        assertThat(config.retry().maxRetries()).isEqualTo(3);
        assertThat(config.retry().delay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.retry().maxDelay()).isEqualTo(Duration.ofHours(1));
        assertThat(config.pollInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.leaseTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.prefetch()).isEqualTo(1000);
        assertThat(config.maxCrashes()).isEqualTo(3);
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.cancelGrace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.interruptGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.maxPayloadBytes()).isEqualTo(1_048_576);
        assertThat(config.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.monitorEnabled()).isTrue();
        assertThat(config.schedulerEnabled()).isTrue();
        assertThat(config.logLevel()).isEqualTo(LogLevel.INFO);
    }

    @Test
    void theLastSourceWins() {
        Properties file = new Properties();
        file.setProperty("job.workers", "3");
        file.setProperty("job.default-queue", "mail");

        JobConfig config = JobConfig.builder()
                .environment(Map.of("JOB_WORKERS", "2", "JOB_MAX_RETRIES", "9", "JOB_NOT_OURS", "x"))
                .properties(file)
                .set(JobSetting.DEFAULT_QUEUE, "reports")
                .build();

        assertThat(config.workers()).isEqualTo(3);
        assertThat(config.retry().maxRetries()).isEqualTo(9);
        assertThat(config.defaultQueue()).isEqualTo("reports");
    }

    @Test
    void aBuilderMadeFromAConfigStartsWithItsSettings() {
        JobConfig config = JobConfig.builder().set(JobSetting.WORKERS, 2).build();

        assertThat(config.toBuilder().set(JobSetting.PREFETCH, 5).build().workers())
                .isEqualTo(2);
    }

    @Test
    void theEnvironmentOfTheProcessIsASource() {
        assertThat(JobConfig.fromEnvironment().queues()).isNotEmpty();
    }

    @Test
    void allProblemsAreToldAtOnceWithKeyValueAndWhatIsAllowed() {
        Throwable error = catchThrowable(() -> JobConfig.builder()
                .properties(Map.of("job.workers", "many", "job.retry.delay", "soon", "job.wrokers", "4", "other", "x"))
                .environment(Map.of("JOB_LOG_LEVEL", "LOUD", "JOB_MONITOR_ENABLED", "yes"))
                .set(JobSetting.RETRY_BACKOFF, "0.5")
                .build());

        assertThat(error)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the configuration has 6 problems:")
                .hasMessageContaining("JOB_WORKERS is 'many', allowed is a whole number, 0 to 10000")
                .hasMessageContaining("JOB_RETRY_DELAY is 'soon', allowed is a length of time")
                .hasMessageContaining("JOB_RETRY_BACKOFF is '0.5', allowed is a number, 1 to 1000")
                .hasMessageContaining("JOB_LOG_LEVEL is 'LOUD', allowed is DEBUG, INFO, WARN, ERROR or OFF")
                .hasMessageContaining("JOB_MONITOR_ENABLED is 'yes', allowed is true or false")
                .hasMessageContaining("job.wrokers is not a setting; there are JOB_QUEUE_BACKEND")
                .hasMessageNotContaining("other");
    }

    @Test
    void oneProblemIsOneProblem() {
        assertThatThrownBy(() -> JobConfig.builder().set(JobSetting.WORKERS, "").build())
                .hasMessage(
                        "the configuration has 1 problem:\n  JOB_WORKERS is '', allowed is a whole number, 0 to 10000");
    }

    @Test
    void aSecretIsNeverShown() {
        String secret = "jdbc:postgresql://app:hunter2@localhost/app";
        JobConfig.Builder builder = JobConfig.builder().set(JobSetting.BROKER_URL, secret);

        assertThat(builder.build().brokerUrl()).contains(secret);
        assertThat(builder.build().toString())
                .contains("JOB_BROKER_URL=***", "JOB_WORKERS=8")
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> builder.properties(Map.of("JOB_BROKER_PASSWORD", "hunter3"))
                        .set(JobSetting.WORKERS, "x")
                        .build())
                .hasMessageContaining("JOB_BROKER_PASSWORD is not a setting")
                .hasMessageNotContaining("hunter");
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "10s, PT10S",
        "10S, PT10S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "90, PT1M30S",
        "PT1M, PT1M",
        "' 7s ', PT7S",
        "0, PT0S",
        "36500d, PT876000H"
    })
    void lengthsOfTimeAreReadInEachForm(String text, Duration expected) {
        assertThat(JobConfig.builder()
                        .set(JobSetting.SHUTDOWN_GRACE, text)
                        .build()
                        .shutdownGrace())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-5s", "PT-5S", "5 weeks", "1.5h", "999999999999d", "PT9223372036854775807S", "9999999999999"})
    void aLengthOfTimeThatNothingCouldStoreIsRefused(String text) {
        assertThatThrownBy(() ->
                        JobConfig.builder().set(JobSetting.RETRY_DELAY, text).build())
                .hasMessageContaining("JOB_RETRY_DELAY is '" + text + "', allowed is a length of time of up to 36500d");
    }

    @Test
    void aPollWithoutPauseIsRefused() {
        assertThatThrownBy(() -> JobConfig.builder()
                        .set(JobSetting.POLL_INTERVAL, "0s")
                        .set(JobSetting.LEASE_TIME, "0s")
                        .build())
                .hasMessageContaining("2 problems")
                .hasMessageContaining("greater than zero");
    }

    @Test
    void countsAreBounded() {
        assertThatThrownBy(() -> JobConfig.builder()
                        .set(JobSetting.RETENTION_DAYS, "2147483647")
                        .set(JobSetting.WORKERS, "-1")
                        .set(JobSetting.PREFETCH, "2147483648")
                        .set(JobSetting.WORKER_NAME, "w".repeat(201))
                        .build())
                .hasMessageContaining("4 problems");
    }

    @Test
    void nobodyGetsMoreSlotsOrALargerBufferThanAProcessCanBear() {
        assertThatThrownBy(() -> JobConfig.builder()
                        .set(JobSetting.WORKERS, 10_001)
                        .set(JobSetting.PREFETCH, 100_001)
                        .build())
                .hasMessageContaining("JOB_WORKERS is '10001', allowed is a whole number, 0 to 10000")
                .hasMessageContaining("JOB_PREFETCH is '100001', allowed is a whole number, 0 to 100000");

        JobConfig largest = JobConfig.builder()
                .set(JobSetting.WORKERS, 10_000)
                .set(JobSetting.PREFETCH, 100_000)
                .build();
        assertThat(largest.workers()).isEqualTo(10_000);
        assertThat(largest.prefetch()).isEqualTo(100_000);
    }

    @Test
    void queuesAreListedOnceEachInTheirOrder() {
        JobConfig config = JobConfig.builder()
                .set(JobSetting.QUEUES, "mail, reports ,mail")
                .build();

        assertThat(config.queues()).containsExactly("mail", "reports");
        assertThatThrownBy(() ->
                        JobConfig.builder().set(JobSetting.QUEUES, "mail,,x y").build())
                .hasMessageContaining("JOB_QUEUES is 'mail,,x y'");
    }

    @Test
    void theLongestRetryDelayIsNeverLessThanTheFirst() {
        assertThat(JobConfig.builder()
                        .set(JobSetting.RETRY_DELAY, Duration.ofHours(5))
                        .set(JobSetting.RETRY_BACKOFF, 1)
                        .build()
                        .retry()
                        .maxDelay())
                .isEqualTo(Duration.ofHours(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "false"})
    void flagsAreTrueOrFalse(String text) {
        assertThat(JobConfig.builder()
                        .set(JobSetting.SCHEDULER_ENABLED, text)
                        .build()
                        .schedulerEnabled())
                .isEqualTo(Boolean.parseBoolean(text));
    }
}
