package io.github.steadwork.pipeline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are long enough to be parsed by a thread of their own. */
class CsvAheadTest {

    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    private final List<Object> met = new ArrayList<>();

    @Test
    void rowsAndBadRowsComeInTheOrderOfTheFile() throws IOException {
        Path file = file("12000,\"many\"\nnone,bad\n");
        try (RowReader reader = open(file)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                met.add(row.get(0));
            }
            assertThat(reader.done()).isEqualTo(Files.size(file));
        }
        assertThat(met).hasSize(ROWS + 2);
        for (int i = 0; i < ROWS; i++) {
            assertThat(met.get(i)).isEqualTo((long) i);
        }
        assertThat(met.get(ROWS)).isEqualTo(12_000L);
        assertThat(((RejectedRow) met.get(ROWS + 1)).line()).isEqualTo(ROWS + 3L);
    }

    @Test
    void whatIsBrokenIsToldAfterTheRowsBeforeIt() throws IOException {
        Path file = file("1,\"never closed\n");
        try (RowReader reader = open(file)) {
            for (int i = 0; i < ROWS; i++) {
                assertThat(reader.read()).isNotNull();
            }
            assertThatThrownBy(reader::read)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("line " + (ROWS + 2))
                    .hasMessageContaining("never closed");
        }
    }

    @Test
    void aReaderThatIsClosedEarlyLeavesNoThread() throws IOException {
        try (RowReader reader = open(file(""))) {
            for (int i = 0; i < ROWS / 2; i++) {
                reader.read();
            }
            assertThat(parsers()).isPositive();
        }
        assertThat(parsers()).isZero();
    }

    @Test
    void anInterruptEndsTheWaitForRows() throws IOException {
        try (RowReader reader = open(file(""))) {
            for (int i = 0; i < ROWS / 2; i++) {
                reader.read();
            }
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> {
                        while (reader.read() != null) {
                            continue;
                        }
                    })
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static long parsers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("steadwork-csv"))
                .count();
    }

    private RowReader open(Path file) throws IOException {
        return new CsvFormat().open(Dataset.csv(file), met::add);
    }

    private Path file(String end) throws IOException {
        StringBuilder text = new StringBuilder("number,text\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i).append(",some text\n");
        }
        return Files.writeString(folder.resolve("rows.csv"), text.append(end));
    }
}
