package io.github.steadwork.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolidaysTest {

    @TempDir
    private Path directory;

    @Test
    void datesAreReadWithTheirNamesAndCommentsPassedOver() throws IOException {
        Path file = file(
                "\uFEFF2026-12-26\n# Christmas\n\n2026-12-25 Christmas Day\r\n  2027-01-01 # New Year\n2026-12-26\n");
        assertThat(Holidays.read(file))
                .containsExactly(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26), LocalDate.of(2027, 1, 1));
    }

    @Test
    void aLineWithoutADateIsRefusedByFileAndLine() throws IOException {
        Path file = file("2026-12-25\n25.12.2026\n");
        assertThatThrownBy(() -> Holidays.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + " line 2 is '25.12.2026', allowed is a date like 2026-12-25 at its beginning");
    }

    @Test
    void aDateThatDoesNotExistIsRefused() throws IOException {
        Path file = file("2026-02-29\n");
        assertThatThrownBy(() -> Holidays.read(file)).hasMessageContaining("line 1 is '2026-02-29'");
    }

    @Test
    void aMissingFileIsAnIoError() {
        assertThatThrownBy(() -> Holidays.read(directory.resolve("none.txt"))).isInstanceOf(NoSuchFileException.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("holidays.txt"), text);
    }
}
