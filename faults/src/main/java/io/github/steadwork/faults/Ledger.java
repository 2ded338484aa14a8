package io.github.steadwork.faults;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Lease;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What attempts really did. It lies in a folder of files, one for each process, and not in the database: it must tell the truth while that is down or cut off. A line is one write, so
 * it is there even if the process is killed right after.
 */
public final class Ledger {

    private final Path folder;

    /** The ledger in this folder. */
    public Ledger(Path folder) {
        this.folder = folder;
    }

    /** How far an attempt came. */
    public enum Phase {
        /** Its work has begun. */
        STARTED,
        /** Its work is done; the outcome is not stored yet. */
        WORKED,
        /** Its outcome is stored, so the engine says. */
        SETTLED,
        /** It had lost its lease, so the engine says. */
        REFUSED
    }

    /**
     * One line.
     *
     * @param job the job
     * @param token the token of the attempt's lease
     * @param phase how far it came
     * @param worker the name of the worker process
     * @param at when, by this machine's clock
     */
    public record Entry(JobId job, long token, Phase phase, String worker, Instant at) {

        private String line() {
            return String.join(" ", job.toString(), Long.toString(token), phase.name(), worker, at.toString()) + "\n";
        }

        private static Entry parse(String line) {
            String[] words = line.split(" ", -1);
            return new Entry(
                    JobId.parse(words[0]),
                    Long.parseLong(words[1]),
                    Phase.valueOf(words[2]),
                    words[3],
                    Instant.parse(words[4]));
        }
    }

    /** Where one worker process writes. Safe for use by many threads, and, unlike a channel, by such as are interrupted. */
    public static final class Pen {

        private final FileOutputStream file;
        private final String worker;

        private Pen(FileOutputStream file, String worker) {
            this.file = file;
            this.worker = worker;
        }

        /** Writes a line. */
        public synchronized void write(Lease lease, Phase phase) {
            Entry entry = new Entry(lease.job(), lease.token(), phase, worker, Instant.now());
            try {
                file.write(entry.line().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A pen for the worker process of this name. */
    public Pen pen(String worker) throws IOException {
        Path file = folder.resolve(worker + "." + ProcessHandle.current().pid());
        return new Pen(new FileOutputStream(file.toFile(), true), worker);
    }

    /** All that was written so far, by file. A line that is being written is left out. */
    public List<Entry> entries() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(Ledger::wholeLines).map(Entry::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> wholeLines(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
