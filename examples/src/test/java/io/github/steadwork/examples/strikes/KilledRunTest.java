package io.github.steadwork.examples.strikes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job as a process of its own, killed again and again, and started again each time. */
@Timeout(240)
class KilledRunTest {

    /** When to kill: as soon as one of these is printed. Each is another moment of the run. */
    /** A line is printed a moment late, so a step may have ended when the process dies at its line: then the next one will do. */
    private static final List<String> MOMENTS = List.of(
            "ingest-file \\S+: started",
            "(validate|deduplicate|statistics|report) \\S+: started",
            "(deduplicate \\S+: succeeded|(statistics|report) \\S+: started)",
            "(statistics|report) \\S+: started",
            "report \\S+: started");

    private static final String NEVER = "(?!)";

    /** The last cell of the table of steps: how long a step took. */
    private static final Pattern MILLISECONDS = Pattern.compile(
            "(<td class=\"s\">(?:read the file|validate|transform|drop repeats)</td>.*)<td class=\"n\"[^>]*>[0-9,]+</td></tr>");

    @TempDir
    Path folder;

    private @Nullable Process last;

    @AfterEach
    void end() {
        if (last != null) {
            last.destroyForcibly();
        }
    }

    /** Runs it in a process until it prints a line with this pattern, when it is killed, or ends; gives all that it printed. */
    private List<String> run(Path out, String killedAt, String... more) throws IOException, InterruptedException {
        Process process = start(out, killedAt, more);
        last = process;
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
            }
        }
        process.waitFor();
        return printed;
    }

    private static Process start(Path out, String killedAt, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Mortal.class.getName(),
                killedAt,
                "--out",
                out.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("JOB_"));
        return builder.start();
    }

    /** The main job in a process that dies as by {@code kill -9} while it prints a line: from outside a kill comes some steps late. */
    static final class Mortal {

        public static void main(String[] args) throws Exception {
            Pattern moment = Pattern.compile(args[0]);
            System.setOut(new PrintStream(new LastWords(moment), true, UTF_8));
            WildlifeStrikes.main(Arrays.copyOfRange(args, 1, args.length));
        }
    }

    private static final class LastWords extends OutputStream {

        private final OutputStream out = new FileOutputStream(FileDescriptor.out);
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Pattern moment;

        LastWords(Pattern moment) {
            this.moment = moment;
        }

        @Override
        public synchronized void write(int octet) throws IOException {
            line.write(octet);
            if (octet == '\n') {
                out.write(line.toByteArray());
                if (moment.matcher(line.toString(UTF_8)).find()) {
                    Runtime.getRuntime().halt(137);
                }
                line.reset();
            }
        }
    }

    @Test
    void aRunThatIsKilledAgainAndAgainGoesOnAndEndsAsIfNothingHadHappened() throws Exception {
        Path undisturbed = folder.resolve("undisturbed");
        List<String> whole = run(undisturbed, NEVER);
        assertThat(whole).last().asString().startsWith("done in");

        Path killed = folder.resolve("killed");
        for (String moment : MOMENTS) {
            List<String> printed = run(killed, moment);
            assertThat(printed).as("killed at %s", moment).anyMatch(line -> line.matches(".*" + moment + ".*"));
            assertThat(killed.resolve("report.html")).doesNotExist();
        }
        List<String> end = run(killed, NEVER);

        assertThat(end).last().asString().startsWith("done in");
        assertThat(end)
                .contains("goes on where it was: 8 of 9 steps are done")
                .noneMatch(line -> line.matches(".*(ingest-file|validate|statistics) \\S+: started.*"));
        assertThat(results(end)).isEqualTo(results(whole));
        assertThat(tables(killed)).isEqualTo(tables(undisturbed));
        assertThat(report(killed)).isEqualTo(report(undisturbed));
    }

    @Test
    void aRunThatWasKilledIsCalledOffWhereSomethingElseIsAskedFor() throws Exception {
        run(folder, "deduplicate \\S+: started");

        List<String> second = run(folder, NEVER, "--repeat", "2");

        assertThat(second)
                .noneMatch(line -> line.contains("goes on"))
                .anyMatch(line -> line.matches(".*read +20,000 rows.*"))
                .last()
                .asString()
                .startsWith("done in");
    }

    /** What the summary counts, without how long it took. */
    private static List<String> results(List<String> printed) {
        return printed.stream()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.replaceAll("[0-9.]+ s\\b", "").strip())
                .toList();
    }

    /** All files between the steps, but for the one that tells how long they took. */
    private static List<String> tables(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out.resolve("work"))) {
            List<String> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.equals("quality.rows")) {
                    all.add(name + " " + new String(Files.readAllBytes(file), UTF_8).hashCode());
                }
            }
            return all;
        }
    }

    /** The report, but for the times that it tells. */
    private static List<String> report(Path out) throws IOException {
        return Files.readString(out.resolve("report.html"))
                .lines()
                .filter(line -> !line.contains("<footer>"))
                .map(line -> MILLISECONDS.matcher(line).replaceAll("$1"))
                .toList();
    }
}
