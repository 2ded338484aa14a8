package io.github.steadwork.jobs.processing.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.pipeline.row.Values;
import io.github.steadwork.pipeline.spill.MemoryBudget;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyCodecTest {

    private static byte[] key(@Nullable Object... values) {
        return new KeyCodec().encode(values).toBytes();
    }

    /** Values of one type each, among them ones that are easily mistaken for one another. */
    static List<List<Object>> values() {
        return List.of(
                List.of("", "a", "ab", "b", "é", "e\u0301", "\ud83d\ude00", "\ud83d", "\ude00", "?", "x".repeat(400)),
                List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE),
                List.of(
                        0.0,
                        -0.0,
                        0.1,
                        Double.NaN,
                        Double.MIN_VALUE,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY),
                List.of(
                        decimal("0"),
                        decimal("0.00"),
                        decimal("1"),
                        decimal("1.00"),
                        decimal("1E+2"),
                        decimal("100"),
                        decimal("-1.5")),
                List.of(true, false),
                List.of(LocalDate.EPOCH, LocalDate.of(-5, 1, 1), LocalDate.MAX),
                List.of(Instant.EPOCH, Instant.ofEpochSecond(0, 1), Instant.ofEpochSecond(-1, 999_999_999)),
                List.of(LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1)),
                List.of(new byte[0], new byte[] {0}, new byte[] {0, 0}, new byte[] {-1}),
                List.of(
                        List.of(),
                        List.of(1L),
                        List.of(1.0),
                        List.of(decimal("1.0")),
                        List.of("1"),
                        List.of(1.5),
                        List.of(List.of(1L))));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @ParameterizedTest
    @MethodSource("values")
    void keysAreEqualExactlyIfValuesAre(List<Object> values) {
        for (Object a : values) {
            for (Object b : values) {
                assertThat(Arrays.equals(key(a), key(b))).as("%s and %s", a, b).isEqualTo(Values.equal(a, b));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void aKeyIsReadBackAsAnEqualValue(List<Object> values) {
        for (Object value : values) {
            Object back = KeyCodec.decode(key(value, "next"), 2)[0];
            assertThat(Values.equal(back, value))
                    .as("%s, read as %s", value, back)
                    .isTrue();
        }
    }

    @Test
    void nothingIsTakenForSomething() {
        assertThat(key(new @Nullable Object[] {null})).isNotEqualTo(key("")).isNotEqualTo(key(0L));
        assertThat(key("a", "bc")).isNotEqualTo(key("ab", "c"));
        assertThat(key(null, "a")).isNotEqualTo(key("a", null));
        assertThat(KeyCodec.decode(key(null, "a"), 2)).containsExactly(null, "a");
    }

    @Test
    void aTableKnowsEveryKeyAndNeverTakesMoreThanItsBudget() {
        MemoryBudget budget = MemoryBudget.of(200_000);
        KeyCodec codec = new KeyCodec();
        try (KeyTable table = new KeyTable(budget, 1)) {
            int added = 0;
            while (add(table, codec, "key " + added, added * 3L)) {
                added++;
            }
            assertThat(added).isEqualTo(table.size()).isGreaterThan(1_000);
            assertThat(budget.reserved()).isLessThanOrEqualTo(200_000);
            for (int i = 0; i < added; i++) {
                codec.encode(new Object[] {"key " + i});
                assertThat(table.find(codec, codec.hash())).isEqualTo(i);
                assertThat(table.value(i, 0)).isEqualTo(i * 3L);
                assertThat(table.key(i)).isEqualTo(codec.toBytes());
            }
            codec.encode(new Object[] {"key " + added});
            assertThat(table.find(codec, codec.hash())).isEqualTo(KeyTable.NONE);
        }
        assertThat(budget.reserved()).isZero();
    }

    private static boolean add(KeyTable table, KeyCodec codec, String text, long value) {
        codec.encode(new Object[] {text});
        int index = table.add(codec, codec.hash());
        if (index == KeyTable.NONE) {
            return false;
        }
        table.setValue(index, 0, value);
        return true;
    }
}
