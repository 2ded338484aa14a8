package io.github.steadwork.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules stored as JSON, by the codec that stores payloads. */
class ScheduleSpecTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();

    static List<Schedule> everyKind() {
        Schedule cron = Schedules.cron("0 30 9 ? * MON-FRI", BERLIN);
        return List.of(
                cron,
                Schedules.everyMinutes(15, BERLIN),
                Schedules.hourly(5, BERLIN),
                Schedules.daily(LocalTime.of(6, 0), BERLIN),
                Schedules.weekly(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(6, 0), BERLIN),
                Schedules.monthly(28, LocalTime.of(6, 0), BERLIN),
                Schedules.monthlyOnLastDay(LocalTime.of(6, 0), BERLIN),
                Schedules.interval(Duration.ofMinutes(90), NOON),
                Schedules.delay(Duration.ofMinutes(5)),
                Schedules.once(NOON),
                Schedules.either(cron, Schedules.except(cron, List.of(LocalDate.of(2026, 1, 6)), BERLIN)),
                Schedules.except(
                        Schedules.either(cron, Schedules.once(NOON)), List.of(LocalDate.of(2026, 1, 2)), BERLIN));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindSurvivesBeingStored(Schedule schedule) {
        Payload stored = codec.encode(schedule.spec(), 1);
        ScheduleSpec read = Objects.requireNonNull(codec.decode(stored, ScheduleSpec.class));
        assertThat(read).isEqualTo(schedule.spec());
        assertThat(read.toSchedule()).isEqualTo(schedule).hasSameHashCodeAs(schedule);
        assertThat(read.toSchedule().preview(NOON.minusSeconds(1), 10))
                .isEqualTo(schedule.preview(NOON.minusSeconds(1), 10));
        assertThat(stored.text()).doesNotContain("steadwork");
    }

    @Test
    void theStoredFormIsNamedByItsKind() {
        assertThat(text(Schedules.daily(LocalTime.of(6, 0), BERLIN)))
                .isEqualTo("{\"kind\":\"daily\",\"at\":\"06:00:00\",\"zone\":\"Europe/Berlin\"}");
        assertThat(text(Schedules.cron("@daily", BERLIN)))
                .isEqualTo("{\"kind\":\"cron\",\"expression\":\"@daily\",\"zone\":\"Europe/Berlin\"}");
        assertThat(text(Schedules.weekly(
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.NOON, BERLIN)))
                .contains("[\"MONDAY\",\"FRIDAY\",\"SUNDAY\"]");
        assertThat(text(Schedules.except(
                        Schedules.delay(Duration.ofMinutes(5)),
                        List.of(LocalDate.of(2027, 1, 1), LocalDate.of(2026, 1, 1)),
                        BERLIN)))
                .isEqualTo("{\"kind\":\"except\",\"schedule\":{\"kind\":\"delay\",\"delay\":\"PT5M\"},"
                        + "\"dates\":[\"2026-01-01\",\"2027-01-01\"],\"zone\":\"Europe/Berlin\"}");
    }

    @Test
    void aStoredFormThatIsWrongIsRefusedWithItsReason() {
        unreadable("{\"kind\":\"cron\",\"expression\":\"61 * * * *\",\"zone\":\"UTC\"}", "minute is '61'");
        unreadable("{\"kind\":\"cron\",\"expression\":\"1 * * * *\"}", "zone");
        unreadable("{\"kind\":\"daily\",\"zone\":\"UTC\"}", "at");
        unreadable("{\"kind\":\"daily\",\"at\":\"06:00\",\"zone\":\"Mars/Olympus\"}", "at field 'zone'");
        unreadable("{\"kind\":\"java.lang.Runtime\"}", "java.lang.Runtime");
    }

    private void unreadable(String json, String reason) {
        Payload stored = Payload.of(json.getBytes(StandardCharsets.UTF_8), codec.id(), 1);
        assertThatThrownBy(() -> codec.decode(stored, ScheduleSpec.class))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(reason);
    }

    private String text(Schedule schedule) {
        return codec.encode(schedule.spec(), 1).text();
    }
}
