package io.github.steadwork.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cron expressions mean, on a clock without changes. */
class CronExpressionTest {

    @Test
    void fiveFieldsBeginWithTheMinuteAndSixWithTheSecond() {
        assertThat(after("2026-01-01T00:00:00Z", "30 6 * * *", 1)).containsExactly("2026-01-01T06:30:00Z");
        assertThat(after("2026-01-01T00:00:00Z", "15 30 6 * * *", 1)).containsExactly("2026-01-01T06:30:15Z");
    }

    @Test
    void theInstantAskedForIsNeverTheAnswer() {
        assertThat(after("2026-01-01T06:30:00Z", "30 6 * * *", 1)).containsExactly("2026-01-02T06:30:00Z");
        assertThat(after("2026-01-01T06:29:59.999999999Z", "30 6 * * *", 1)).containsExactly("2026-01-01T06:30:00Z");
        assertThat(after("2026-01-01T06:30:00.000000001Z", "30 6 * * *", 1)).containsExactly("2026-01-02T06:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "@yearly, 2027-01-01T00:00:00Z",
        "@annually, 2027-01-01T00:00:00Z",
        "@monthly, 2026-12-01T00:00:00Z",
        "@weekly, 2026-11-29T00:00:00Z",
        "@daily, 2026-11-26T00:00:00Z",
        "@midnight, 2026-11-26T00:00:00Z",
        "@hourly, 2026-11-25T11:00:00Z",
        "@Daily, 2026-11-26T00:00:00Z"
    })
    void nicknamesMeanWhatUnixMeans(String nickname, String next) {
        assertThat(after("2026-11-25T10:30:00Z", nickname, 1)).containsExactly(next);
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 L * *, 2026-02-28",
        "0 0 L-3 * *, 2026-02-25",
        "0 0 LW * *, 2026-02-27",
        "0 0 15W * *, 2026-02-16",
        "0 0 1W 2 *, 2026-02-02",
        "0 0 28W 2 *, 2026-02-27",
        "0 0 31W * *, 2026-03-31",
        "0 0 * * FRIL, 2026-02-27",
        "0 0 * * FRI#2, 2026-02-13",
        "0 0 * * MON#5, 2026-03-30",
        "0 0 13 * FRI, 2026-02-06",
        "0 0 29 2 *, 2028-02-29",
        "0 0 ? * 1, 2026-02-02",
        "0 0 * * 7, 2026-02-01",
        "0 0 * * 0, 2026-02-01",
        "0 0 * MAR-MAY TUE, 2026-03-03",
        "0 0 * * fri-mon, 2026-02-01",
        "0 0 0 ? * 2, 2026-02-02",
        "0 0 0 ? * 6L, 2026-02-27",
        "0 0 0 ? * 6#2, 2026-02-13",
        "0 0 0 * * 2, 2026-02-03",
        "0 0 0 1 * ?, 2026-02-01"
    })
    void daysAreFoundInFebruary2026(String expression, String next) {
        assertThat(after("2026-01-31T12:00:00Z", expression, 1)).containsExactly(next + "T00:00:00Z");
    }

    @Test
    void inFiveFieldsADayOfEitherFieldMatches() {
        assertThat(after("2026-02-01T12:00:00Z", "0 0 10 * SAT", 3))
                .containsExactly("2026-02-07T00:00:00Z", "2026-02-10T00:00:00Z", "2026-02-14T00:00:00Z");
    }

    @Test
    void aRangeMayWrapAround() {
        assertThat(after("2026-02-01T12:00:00Z", "0 22-1 * * *", 5))
                .containsExactly(
                        "2026-02-01T22:00:00Z",
                        "2026-02-01T23:00:00Z",
                        "2026-02-02T00:00:00Z",
                        "2026-02-02T01:00:00Z",
                        "2026-02-02T22:00:00Z");
    }

    @Test
    void yearsEndAndLeapYearsAreLeftOutAtFullCenturies() {
        assertThat(after("2026-12-31T23:59:00Z", "*/30 * * * *", 1)).containsExactly("2027-01-01T00:00:00Z");
        assertThat(after("2096-03-01T00:00:00Z", "0 0 29 2 *", 1)).containsExactly("2104-02-29T00:00:00Z");
        assertThat(after("1999-12-31T23:59:59Z", "0 0 29 2 *", 1)).containsExactly("2000-02-29T00:00:00Z");
    }

    @Test
    void theLongestWaitOfTheCalendarIsWaitedFor() {
        // Leap days on a Thursday around 2100, which has none: 2080 and then 2120.
        assertThat(after("2080-03-01T00:00:00Z", "0 0 0 ? 2 THU#5", 1)).containsExactly("2120-02-29T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 0 31W 2 ?", "0 0 L-30 2 *"})
    void whatNeverMatchesHasNoFireTimeAndIsAnsweredAtOnce(String expression) {
        Schedule never = Schedules.cron(expression, ZoneOffset.UTC);
        long start = System.nanoTime();
        for (int question = 0; question < 1_000; question++) {
            assertThat(never.next(Instant.EPOCH.plusSeconds(question))).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "60 * * * *, minute is '60', 0 to 59",
                "* 24 * * *, hour is '24', 0 to 23",
                "61 * * * * *, second is '61', 0 to 59",
                "0 0 32 * *, day of month is '32', 1 to 31",
                "0 0 0 * *, day of month is '0', 1 to 31",
                "0 0 * FOO *, month is 'FOO', JAN to DEC",
                "0 0 * 13 *, month is '13', 1 to 12",
                "0 0 * * 8, day of week is '8', 0 to 7",
                "0 0 * * MON#6, day of week is 'MON#6', FRI#5",
                "0 0 * * MON#0, day of week is 'MON#0', FRI#1",
                "0 0 * * L, day of week is 'L', FRIL",
                "0 0 0 ? * 0, day of week is '0', 1 is Sunday",
                "0 0 L-31 * *, day of month is 'L-31', L-30",
                "*/0 * * * *, minute is '*/0', 0 to 59",
                "-5 * * * *, minute is '-5', 0 to 59",
                "\"5, * * * *\", \"minute is '5,'\", 0 to 59",
                "1|2 * * * *, minute is '1|2', 0 to 59",
                "? * * * *, minute is '?', 0 to 59"
            })
    void aBadFieldIsNamedWithItsExpressionAndWhatIsAllowed(String expression, String field, String allowed) {
        assertThatThrownBy(() -> Schedules.cron(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + expression + "'")
                .hasMessageContaining(field)
                .hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "'', has 0 fields",
        "* * * *, has 4 fields",
        "0 0 0 * * ? 2030, has 7 fields",
        "@reboot, no nickname",
        "0 0 0 13 * FRI, restricts day of month and day of week"
    })
    void anExpressionOfTheWrongShapeIsRefused(String expression, String reason) {
        assertThatThrownBy(() -> Schedules.cron(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("'" + expression + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * * *            | Daily at 06:00 Z",
                "@hourly              | Hourly at minute 0 Z",
                "*/15 * * * *         | Every 15 minutes Z",
                "* * * * *            | Every minute Z",
                "* * * * * *          | Every second Z",
                "5 * * * * *          | At second 5 of every minute Z",
                "*/10 5 * * * *       | Every 10 seconds of minute 5 Z",
                "5,20 * * * *         | Hourly at minutes 5 and 20 Z",
                "30 0 6,18 * * *      | Daily at 06:00:30 and 18:00:30 Z",
                "*/15 9-17 * * 1-5    | On Monday to Friday every 15 minutes in hours 9 to 17 Z",
                "0 0 1,15 * *         | On days 1 and 15 of the month at 00:00 Z",
                "0 0 L JAN,JUL *      | On the last day of the month in January and July at 00:00 Z",
                "0 0 L-3 * *          | 3 days before the last of the month at 00:00 Z",
                "0 0 15W * *          | On the weekday nearest to day 15 at 00:00 Z",
                "0 0 LW * *           | On the last weekday of the month at 00:00 Z",
                "0 0 * * FRI#2        | On the second Friday of the month at 00:00 Z",
                "0 0 13 * FRIL        | On day 13 of the month or on the last Friday of the month at 00:00 Z",
                "0 0 * 12 *           | Daily in December at 00:00 Z"
            })
    void anExpressionIsPutIntoWords(String expression, String sentence) {
        assertThat(Schedules.cron(expression, ZoneOffset.UTC).describe()).isEqualTo(sentence);
    }

    private static List<String> after(String instant, String expression, int n) {
        return Schedules.cron(expression, ZoneOffset.UTC).preview(Instant.parse(instant), n).stream()
                .map(Instant::toString)
                .toList();
    }
}
