package io.github.steadwork.jobs.analysis.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptFiguresTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Test
    void aJobThatIsRunAgainComparesWithTheOneBeforeAndNotWithItself() {
        KeptFigures first = KeptFigures.none().asSeenBy("a").followedBy("a", MONDAY, Map.of("x", 1.0));
        KeptFigures second = first.asSeenBy("b").followedBy("b", MONDAY.plusDays(7), Map.of("x", 2.0));
        assertThat(second.asSeenBy("b").values()).isEqualTo(Map.of("x", 1.0));
        assertThat(second.asSeenBy("b").day()).isEqualTo(MONDAY);
        assertThat(second.asSeenBy("c").values()).isEqualTo(Map.of("x", 2.0));
        assertThat(first.asSeenBy("a").values()).isEmpty();
    }
}
