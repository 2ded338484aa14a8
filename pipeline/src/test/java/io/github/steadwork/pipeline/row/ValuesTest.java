package io.github.steadwork.pipeline.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {

    /** From the least to the greatest; each differs from all others. */
    private static final List<Object> ORDERED = Arrays.asList(
            false,
            true,
            Double.NEGATIVE_INFINITY,
            Long.MIN_VALUE,
            new BigDecimal("-1.5"),
            0L,
            Double.MIN_VALUE,
            new BigDecimal("0.1"),
            0.1, // the double is a little more than a tenth
            1L,
            new BigDecimal("9007199254740992.5"),
            9007199254740993L,
            1e300,
            Double.POSITIVE_INFINITY,
            Double.NaN,
            "",
            "A",
            "a",
            "ab",
            "\uFFFD",
            "\uD83D\uDE00",
            LocalDate.of(2026, 1, 31),
            LocalDate.of(2026, 2, 1),
            Instant.EPOCH,
            Instant.MAX,
            LocalDateTime.of(2026, 1, 1, 0, 0),
            LocalDateTime.of(2026, 1, 1, 0, 1),
            new byte[] {},
            new byte[] {1},
            new byte[] {(byte) 0x80},
            List.of(),
            List.of(1L),
            List.of(1L, 2L),
            List.of(2L),
            Row.of(Schema.of(Column.of("a", ColumnType.LONG)), 1L),
            Row.of(Schema.of(Column.of("a", ColumnType.LONG)), 2L),
            null);

    @Test
    void allValuesHaveOneOrderWithNullAtTheEnd() {
        for (int i = 0; i < ORDERED.size(); i++) {
            for (int j = 0; j < ORDERED.size(); j++) {
                assertThat(Integer.signum(Values.compare(ORDERED.get(i), ORDERED.get(j))))
                        .as("%s and %s", ORDERED.get(i), ORDERED.get(j))
                        .isEqualTo(Integer.compare(i, j));
                assertThat(Values.equal(ORDERED.get(i), ORDERED.get(j))).isEqualTo(i == j);
            }
        }
    }

    @Test
    void equalNumbersAreEqualWhateverTheirTypeAndHashAlike() {
        List<List<Object>> alike = List.of(
                List.of(1L, 1.0, new BigDecimal("1"), new BigDecimal("1.00")),
                List.of(0L, 0.0, -0.0, new BigDecimal("0.000")),
                List.of(-7L, -7.0, new BigDecimal("-7.0")),
                List.of(0.5, new BigDecimal("0.5"), new BigDecimal("0.50")),
                List.of(1L << 60, (double) (1L << 60), new BigDecimal(1L << 60)),
                List.of(Long.MAX_VALUE, new BigDecimal(Long.MAX_VALUE)),
                List.of(Double.NaN, -Double.NaN),
                List.of(List.of(1L, "x"), List.of(1.0, "x")),
                List.of(new byte[] {1, 2}, new byte[] {1, 2}));
        for (List<Object> group : alike) {
            for (Object other : group) {
                assertThat(Values.equal(group.get(0), other)).as("%s", group).isTrue();
                assertThat(Values.hash(other)).as("%s", group).isEqualTo(Values.hash(group.get(0)));
            }
        }
    }

    @Test
    void hashesOfSmallNumbersAreSpread() {
        List<Integer> hashes = new ArrayList<>();
        for (long i = 0; i < 1_000; i++) {
            hashes.add(Values.hash(i) & 1023);
        }

        assertThat(hashes.stream().distinct().count()).isGreaterThan(550);
    }

    @Test
    void whatNoRowCanHoldIsRefused() {
        assertThatThrownBy(() -> Values.compare(new Object(), "x"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
