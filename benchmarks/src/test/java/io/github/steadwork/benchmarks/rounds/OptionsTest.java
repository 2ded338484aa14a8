package io.github.steadwork.benchmarks.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void aPeerBringsItsVariants() {
        Options options = Options.of(List.of("--peers", "raw,db-scheduler"));
        assertThat(options.wantsPeer("raw-delete")).isTrue();
        assertThat(options.wantsPeer("db-scheduler-fetch")).isTrue();
        assertThat(options.wantsPeer("quartz")).isFalse();
    }

    @Test
    void withoutANameAllMeasuresAreWanted() {
        assertThat(Options.of(List.of()).wants("drain")).isTrue();
        assertThat(Options.of(List.of("--only", "pickup")).wants("drain")).isFalse();
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> Options.of(List.of("--fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no option '--fast'");
    }
}
