package io.github.steadwork.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void twoThatMapTheSameFileCountTogether() throws IOException {
        try (Ledger one = Ledger.create(2)) {
            Ledger other = Ledger.open(one.file(), 2);
            one.ran(0);
            other.ran(1);
            assertThat(one.total()).isEqualTo(2);
            one.verify(2);
            assertThat(other.runAt(0)).isEqualTo(other.firstRun()).isPositive();
        }
    }

    @Test
    void aJobThatRanTwiceAndOneThatDidNotAreBothFound() throws IOException {
        try (Ledger ledger = Ledger.create(3)) {
            ledger.ran(0);
            ledger.ran(1);
            ledger.ran(1);
            assertThatThrownBy(() -> ledger.verify(3)).hasMessage("of 3 jobs 1 did not run and 1 ran more than once");
        }
    }
}
