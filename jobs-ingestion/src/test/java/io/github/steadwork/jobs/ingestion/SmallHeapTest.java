package io.github.steadwork.jobs.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is much larger than the memory of the process that reads it. */
class SmallHeapTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rows", "ndjson"})
    @Timeout(120)
    void aFileMayBeFarLargerThanTheHeap(String format) throws IOException, InterruptedException {
        assertThat(run("16m", 30_000_000, format)).startsWith("all ");
    }

    /** {@code ./mvnw verify -Dsteadwork.large=true}; it takes half a minute and two gigabytes of disk. */
    @Test
    @EnabledIfSystemProperty(named = "steadwork.large", matches = "true")
    void aGigabyteIsReadInAHeapOf128Megabytes() throws IOException, InterruptedException {
        assertThat(run("128m", 1_000_000_000, "rows")).startsWith("all ");
    }

    private String run(String heap, long bytes, String format) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFileMain.class.getName(),
                        folder.toString(),
                        Long.toString(bytes),
                        format)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
