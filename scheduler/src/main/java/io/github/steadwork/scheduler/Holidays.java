package io.github.steadwork.scheduler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Dates from a file, for {@link Schedules#except}. */
public final class Holidays {

    private Holidays() {}

    /**
     * Reads a file of dates in UTF-8: one ISO date per line, first on the line; words after it are its name. Empty lines and
     * what follows a {@code #} are passed over.
     *
     * <pre>{@code
     * # Germany
     * 2026-12-25 Christmas Day
     * 2026-12-26
     * }</pre>
     *
     * <p>The file is read now and never again: its dates become part of the stored schedule, so that all nodes agree.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line does not begin with a date, naming the file and the line
     */
    public static SortedSet<LocalDate> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        SortedSet<LocalDate> dates = new TreeSet<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            String text = (index == 0 ? withoutMark(line) : line)
                    .replaceFirst("#.*", "")
                    .strip();
            if (!text.isEmpty()) {
                dates.add(date(text, file, index + 1));
            }
        }
        return Collections.unmodifiableSortedSet(dates);
    }

    /** Editors on Windows put a mark before the first line. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private static LocalDate date(String text, Path file, int line) {
        try {
            return LocalDate.parse(text.split("\\s+", 2)[0]);
        } catch (DateTimeParseException notADate) {
            throw new IllegalArgumentException(
                    file + " line " + line + " is '" + text + "', allowed is a date like 2026-12-25 at its beginning",
                    notADate);
        }
    }
}
