package io.github.steadwork.pipeline.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CastsTest {

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN, true, true",
        "BOOLEAN, FALSE, false",
        "LONG, 12, 12",
        "LONG, +12, 12",
        "LONG, -0, 0",
        "LONG, 007, 7",
        "LONG, 9223372036854775807, 9223372036854775807",
        "LONG, -9223372036854775808, -9223372036854775808",
        "DECIMAL, 1.50, 1.50",
        "DECIMAL, -.5, -0.5",
        "DECIMAL, 5., 5",
        "DECIMAL, 1e3, 1000",
        "DECIMAL, 12345678901234567890.123456789, 12345678901234567890.123456789",
        "DOUBLE, 1.5, 1.5",
        "DOUBLE, -0.0, -0.0",
        "DOUBLE, 1e-3, 0.001",
        "DOUBLE, 0.1, 0.1",
        "DOUBLE, 123456789012345.678, 1.2345678901234567E14",
        "DOUBLE, NaN, NaN",
        "DOUBLE, -Infinity, -Infinity",
        "DATE, 2024-02-29, 2024-02-29",
        "LOCAL_DATE_TIME, 2026-01-31T13:45, 2026-01-31T13:45:00",
        "LOCAL_DATE_TIME, 2026-01-31 13:45:07.5, 2026-01-31T13:45:07.5",
        "INSTANT, 2026-01-31T13:45:00Z, 2026-01-31T13:45:00Z",
        "INSTANT, 2026-01-31T13:45:00.123456789+02:00, 2026-01-31T11:45:00.123456789Z",
        "INSTANT, 2026-01-31T13:45-05:30, 2026-01-31T19:15:00Z",
        "BYTES, AQI=, AQI=",
    })
    void textIsReadByTheGrammarOfItsType(ColumnType type, String text, String expected) {
        Object value = Casts.parse(text, type);

        assertThat(type.accepts(value)).isTrue();
        assertThat(Casts.text(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "BOOLEAN,yes,allowed are true and false",
                "BOOLEAN,1,allowed are true and false",
                "LONG,,digits",
                "LONG,-,digits",
                "LONG, 12,digits",
                "LONG,12 ,digits",
                "LONG,1_000,digits",
                "LONG,0x1F,digits",
                "LONG,1.0,digits",
                "LONG,9223372036854775808,64 bits",
                "LONG,-9223372036854775809,64 bits",
                "LONG,99999999999999999999,64 bits",
                "DECIMAL,1.2.3,optional point",
                "DECIMAL,.,optional point",
                "DECIMAL,1e,optional exponent",
                "DECIMAL,NaN,optional point",
                "DECIMAL,1e999999999,too long",
                "DECIMAL,1e2000,too long",
                "DOUBLE,abc,optional point",
                "DOUBLE,1e999,too large",
                "DATE,31.01.2026,2026-01-31",
                "DATE,2026-02-30,FEBRUARY",
                "DATE,2026-1-31,2026-01-31",
                "LOCAL_DATE_TIME,2026-01-31,too short",
                "LOCAL_DATE_TIME,2026-01-31T25:00,Hour",
                "LOCAL_DATE_TIME,2026-01-31T13:45:0,two digits",
                "LOCAL_DATE_TIME,2026-01-31T13:45:00.,fraction",
                "LOCAL_DATE_TIME,2026-01-31T13:45:00.1234567890,fraction",
                "INSTANT,2026-01-31T13:45:00,no offset",
                "INSTANT,2026-01-31T13:45:00+25:00,offset",
                "BYTES,???,Base64",
                "LIST,[],keep it as STRING",
            })
    void textThatIsNoneIsAnErrorAndNeverNull(ColumnType type, String text, String hint) {
        String given = Objects.requireNonNullElse(text, "");

        assertThatThrownBy(() -> Casts.parse(given, type))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining(hint);
    }

    @Test
    void aValueIsShownInMessagesButNotWithoutEnd() {
        assertThatThrownBy(() -> Casts.parse("x".repeat(10_000), ColumnType.LONG))
                .hasMessageStartingWith("'xxx")
                .hasMessageContaining("...'")
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void shortNumbersAreReadAsTheJdkReadsThem() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = (random.nextBoolean() ? "-" : "") + random.nextInt(1_000_000) + "."
                    + random.nextInt(1_000_000_000) + (random.nextInt(4) == 0 ? "" : random.nextInt(100_000));

            assertThat(Casts.parse(text, ColumnType.DOUBLE)).isEqualTo(Double.valueOf(text));
            assertThat(Casts.parse(text, ColumnType.DECIMAL)).isEqualTo(new BigDecimal(text));
        }
    }

    @Test
    void nullStaysNullAndAValueOfTheTypeStaysItself() {
        LocalDate day = LocalDate.of(2026, 1, 31);

        assertThat(Casts.cast(null, ColumnType.LONG)).isNull();
        assertThat(Casts.cast(day, ColumnType.DATE)).isSameAs(day);
    }

    @Test
    void numbersBecomeOneAnotherOnlyWithoutLoss() {
        assertThat(Casts.cast(3L, ColumnType.DECIMAL)).isEqualTo(new BigDecimal("3"));
        assertThat(Casts.cast(3L, ColumnType.DOUBLE)).isEqualTo(3.0);
        assertThat(Casts.cast(3.0, ColumnType.LONG)).isEqualTo(3L);
        assertThat(Casts.cast(0.1, ColumnType.DECIMAL)).isEqualTo(new BigDecimal("0.1"));
        assertThat(Casts.cast(new BigDecimal("3.00"), ColumnType.LONG)).isEqualTo(3L);
        assertThatThrownBy(() -> Casts.cast(2.5, ColumnType.LONG)).hasMessageContaining("use round, floor or trunc");
        assertThatThrownBy(() -> Casts.cast(Double.NaN, ColumnType.LONG)).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Casts.cast(Double.NaN, ColumnType.DECIMAL)).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Casts.cast(new BigDecimal("1e900"), ColumnType.DOUBLE))
                .isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Casts.cast(true, ColumnType.LONG))
                .hasMessageContaining("BOOLEAN cannot become a LONG");
    }

    @Test
    void daysAndTimesBecomeOneAnotherOnlyWhereNoZoneIsMissing() {
        LocalDate day = LocalDate.of(2026, 1, 31);

        assertThat(Casts.cast(day, ColumnType.LOCAL_DATE_TIME)).isEqualTo(day.atStartOfDay());
        assertThat(Casts.cast(day.atTime(13, 45), ColumnType.DATE)).isEqualTo(day);
        assertThatThrownBy(() -> Casts.cast(Instant.EPOCH, ColumnType.DATE)).hasMessageContaining("say the time zone");
        assertThatThrownBy(() -> Casts.cast(day, ColumnType.INSTANT)).hasMessageContaining("say the time zone");
        assertThatThrownBy(() -> Casts.cast(5L, ColumnType.DATE)).hasMessageContaining("LONG cannot become a DATE");
    }

    @Test
    void whatIsWrittenAsTextIsReadBackAsAnEqualValue() {
        List<Object> values = List.of(
                true,
                -12L,
                new BigDecimal("1E+5"),
                1e300,
                -0.0,
                "x",
                LocalDate.of(2026, 1, 31),
                Instant.parse("2026-01-31T13:45:00.000000001Z"),
                LocalDateTime.of(2026, 1, 31, 13, 0),
                new byte[] {1, 2, 3});
        for (Object value : values) {
            ColumnType type = ColumnType.of(value).orElseThrow();
            String text = Objects.requireNonNull(Casts.text(value));

            assertThat(Values.equal(Casts.parse(text, type), value)).as(text).isTrue();
        }
    }

    @Test
    void listsAndRowsAreWrittenAsJson() {
        Row row = Row.of(
                Schema.of(Column.of("a \"b\"", ColumnType.STRING), Column.of("c", ColumnType.LIST)),
                "x\n\u0001\\\t\r",
                Arrays.asList(1L, null, true, Double.NaN, List.of()));

        assertThat(Casts.text(row))
                .isEqualTo("{\"a \\\"b\\\"\":\"x\\n\\u0001\\\\\\t\\r\",\"c\":[1,null,true,\"NaN\",[]]}");
    }
}
