package io.github.steadwork.pipeline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.ColumnType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypeInferenceTest {

    @TempDir
    Path folder;

    private ColumnEvidence infer(String... values) throws Exception {
        Path file = folder.resolve("sample.csv");
        Files.writeString(file, "c,other\n" + String.join(",x\n", values) + ",x\n");
        return new CsvFormat().infer(Dataset.csv(file)).get(0);
    }

    @Test
    void theNarrowestTypeThatAllValuesFitIsTaken() throws Exception {
        assertThat(infer("1", "-2", "").type()).isEqualTo(ColumnType.LONG);
        assertThat(infer("1", "2.5").type()).isEqualTo(ColumnType.DECIMAL);
        assertThat(infer("1", "2.5e3").type()).isEqualTo(ColumnType.DOUBLE);
        assertThat(infer("1.5", "NaN").type()).isEqualTo(ColumnType.DOUBLE);
        assertThat(infer("true", "FALSE").type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(infer("2026-01-31", "2026-02-01").type()).isEqualTo(ColumnType.DATE);
        assertThat(infer("2026-01-31T10:00", "2026-02-01 11:00:01").type()).isEqualTo(ColumnType.LOCAL_DATE_TIME);
        assertThat(infer("2026-01-31T10:00Z").type()).isEqualTo(ColumnType.INSTANT);
        assertThat(infer("1", "x").type()).isEqualTo(ColumnType.STRING);
        assertThat(infer("true", "1").type()).isEqualTo(ColumnType.STRING);
        assertThat(infer("2026-01-31", "1").type()).isEqualTo(ColumnType.STRING);
    }

    @Test
    void codesThatOnlyLookLikeNumbersStayText() throws Exception {
        assertThat(infer("01234", "56789").type()).isEqualTo(ColumnType.STRING);
        assertThat(infer("+4917012345").type()).isEqualTo(ColumnType.STRING);
        assertThat(infer("0", "0.5").type()).isEqualTo(ColumnType.DECIMAL);
    }

    @Test
    void aColumnWithoutValuesIsText() throws Exception {
        assertThat(infer("", "")).isEqualTo(new ColumnEvidence("c", ColumnType.STRING, 2, 2, ""));
    }

    @Test
    void theEvidenceNamesTheValueThatRuledOutANarrowerType() throws Exception {
        assertThat(infer("1", "", "unknown", "2"))
                .isEqualTo(new ColumnEvidence("c", ColumnType.STRING, 4, 1, "unknown"));
        assertThat(infer("1", "2")).isEqualTo(new ColumnEvidence("c", ColumnType.LONG, 2, 0, ""));
    }

    @Test
    void typesCanBeLeftAsText() throws Exception {
        Path file = folder.resolve("sample.csv");
        Files.writeString(file, "a,b\n1,2\n");

        List<ColumnEvidence> evidence = new CsvFormat().infer(Dataset.csv(file).with("types", "text"));

        assertThat(evidence).extracting(ColumnEvidence::type).containsOnly(ColumnType.STRING);
    }
}
