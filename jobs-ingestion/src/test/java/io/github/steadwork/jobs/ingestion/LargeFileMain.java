package io.github.steadwork.jobs.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.retry.RetryPolicy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A process that writes a large file and ingests it, with little memory. */
final class LargeFileMain {

    private LargeFileMain() {}

    /** Takes a folder, how many bytes the file is to have at least, and the format that it is written to. */
    @SuppressWarnings("SystemOut") // its starter listens there
    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[0]);
        Path file = folder.resolve("large.csv");
        long rows = write(file, Long.parseLong(words[1]));
        long begun = System.nanoTime();
        FileIngestionResult result = Objects.requireNonNull(new FileIngestionJob()
                .run(
                        FileIngestion.csv(file)
                                .to(Dataset.of(
                                        words[2],
                                        folder.resolve("out." + words[2]).toString())),
                        RetryPolicy.NONE));
        System.err.printf("%d bytes in %d ms%n", Files.size(file), (System.nanoTime() - begun) / 1_000_000);
        System.out.println(result.rowsWritten() == rows ? "all " + rows + " rows" : "only " + result.rowsWritten());
    }

    private static long write(Path file, long bytes) throws IOException {
        long rows = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(file, UTF_8)) {
            String head = "id,name,price,day,note\n";
            writer.write(head);
            for (long written = head.length(); written < bytes; rows++) {
                String line = rows + ",customer " + rows + "," + rows % 1000 + ".25,2026-01-31,a note of number "
                        + rows * 7 + " that nobody has written before\n";
                writer.write(line);
                written += line.length();
            }
        }
        return rows;
    }
}
