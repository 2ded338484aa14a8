package io.github.steadwork.jobs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileIngestionTest {

    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();

    private FileIngestion read(String json) {
        FileIngestion read =
                codec.decode(Payload.of(json.getBytes(StandardCharsets.UTF_8), codec.id(), 1), FileIngestion.class);
        return Objects.requireNonNull(read);
    }

    @Test
    void aSpecTravelsAsJson() {
        FileIngestion spec = FileIngestion.csv("in/*.csv")
                .option("delimiter", ";")
                .schema(Schema.of(Column.required("cost", ColumnType.LONG)))
                .rejectsTo(Path.of("rejects.csv"))
                .policy(RejectPolicy.REJECT.withMaxRows(7))
                .fileColumn("file")
                .minRows(3)
                .onlyNew("orders")
                .archiveTo(Path.of("done"))
                .to(Path.of("out.rows"));

        assertThat(codec.decode(codec.encode(spec, 1), FileIngestion.class)).isEqualTo(spec);
    }

    @Test
    void aResultTravelsAsJson() {
        FileIngestionResult result = new FileIngestionResult(
                1, 3, 2, 1, 99, 66, Duration.ofMillis(5), Optional.of(Dataset.of("rows", "out.rows")), Optional.of("rejects.csv"));

        assertThat(codec.decode(codec.encode(result, 1), FileIngestionResult.class))
                .isEqualTo(result);
    }

    @Test
    void whatIsNotSaidHasADefault() {
        FileIngestion spec = read("{\"source\":{\"format\":\"csv\",\"location\":\"a.csv\"},"
                + "\"output\":{\"format\":\"rows\",\"location\":\"a.rows\"}}");

        assertThat(spec).isEqualTo(FileIngestion.csv("a.csv").to(Path.of("a.rows")));
        assertThat(spec.policy()).isEqualTo(RejectPolicy.FAIL);
        assertThat(spec.minRows()).isEqualTo(1);
    }

    @Test
    void aPlaceForBadRowsMeansThatTheyAreKept() {
        FileIngestion spec = read("{\"source\":{\"format\":\"csv\",\"location\":\"a.csv\"},\"rejectsFile\":\"r.csv\","
                + "\"output\":{\"format\":\"rows\",\"location\":\"a.rows\"}}");

        assertThat(spec.policy()).isEqualTo(RejectPolicy.REJECT);
    }

    @Test
    void aSpecWithoutAnOutputSaysWhatIsMissing() {
        assertThatThrownBy(() -> read("{\"source\":{\"format\":\"csv\",\"location\":\"a.csv\"}}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("needs both a source and an output");
    }
}
