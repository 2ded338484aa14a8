package io.github.steadwork.jobs.analysis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link ReportGenerationJob} wrote.
 *
 * @param file the HTML page
 * @param files all files that were written, the page first
 * @param sections how many sections the report has
 * @param rows how many rows were read, of all datasets together
 * @param bytes how large the page is
 * @param duration how long it took
 */
public record ReportResult(Path file, List<Path> files, int sections, long rows, long bytes, Duration duration) {

    /** Copies the files. */
    public ReportResult {
        files = List.copyOf(files);
    }
}
