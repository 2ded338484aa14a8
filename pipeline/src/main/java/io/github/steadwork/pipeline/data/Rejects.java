package io.github.steadwork.pipeline.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one run that could not be used: counted, kept in a CSV file if the policy says so, and limited. The file
 * stays when the job fails, for it says why. It is made with the first row that goes into it. Safe for use by many
 * threads.
 */
public final class Rejects implements BadRows, AutoCloseable {

    private static final int SHOWN = 3;
    private static final long ROWS_BEFORE_SHARE = 1_000;

    private final RejectPolicy policy;
    private final @Nullable Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<RejectedRow> first = new ArrayList<>();
    private @Nullable CsvWriter writer;
    private long count;

    private Rejects(RejectPolicy policy, @Nullable Path file) {
        this.policy = policy;
        this.file = file;
    }

    /** Rejects that go into this file if the policy is to keep them. A file that is there is replaced. */
    public static Rejects to(Path file, RejectPolicy policy) {
        return new Rejects(policy, file);
    }

    /**
     * Rejects that are not kept.
     *
     * @throws IllegalArgumentException if the policy is to keep them
     */
    public static Rejects of(RejectPolicy policy) {
        if (policy.action() == RejectPolicy.Action.REJECT) {
            throw new IllegalArgumentException(
                    "the policy is REJECT, but there is no file for the rows; name one, or choose SKIP or FAIL");
        }
        return new Rejects(policy, null);
    }

    @Override
    public void reject(RejectedRow row) {
        lock.lock();
        try {
            count++;
            if (policy.action() == RejectPolicy.Action.FAIL) {
                throw new DataException(row.describe());
            }
            if (first.size() < SHOWN) {
                first.add(row);
            }
            keep(row);
            if (count > policy.maxRows()) {
                throw tooMany("more than the " + policy.maxRows() + " that are allowed");
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(RejectedRow row) {
        if (policy.action() != RejectPolicy.Action.REJECT || file == null) {
            return;
        }
        try {
            if (writer == null) {
                writer = open(file);
            }
            writer.writeRecord(
                    row.source(),
                    row.line() > 0 ? Long.toString(row.line()) : "",
                    row.field(),
                    row.rule(),
                    row.value(),
                    row.message(),
                    row.content());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the rejected rows to " + file, e);
        }
    }

    private static CsvWriter open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(Files.newBufferedWriter(file));
        csv.writeRecord("source", "line", "field", "rule", "value", "message", "row");
        return csv;
    }

    /**
     * Compares the share of bad rows with the policy's limit. To be called now and then, as every thousand rows; before
     * the thousandth row it does nothing.
     *
     * @param rows how many rows have been looked at, good and bad
     * @throws DataException if too many are bad
     */
    public void check(long rows) {
        if (rows >= ROWS_BEFORE_SHARE) {
            checkAtEnd(rows);
        }
    }

    /**
     * As {@link #check}, also of few rows: to be called when all have been read.
     *
     * @throws DataException if too many are bad
     */
    public void checkAtEnd(long rows) {
        lock.lock();
        try {
            if (count > policy.maxShare() * rows) {
                throw tooMany("of " + rows + ", but a share of only " + policy.maxShare() + " is allowed");
            }
        } finally {
            lock.unlock();
        }
    }

    private DataException tooMany(String limit) {
        String examples = first.stream().map(RejectedRow::describe).collect(Collectors.joining("; "));
        String kept = file == null || writer == null ? "" : "; all of them are in " + file;
        return new DataException(
                count + " rows are bad, " + limit + "; repair them or raise the limit. The first: " + examples + kept);
    }

    /** How many rows were bad. */
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** The first few. */
    public List<RejectedRow> first() {
        lock.lock();
        try {
            return List.copyOf(first);
        } finally {
            lock.unlock();
        }
    }

    /** The file that holds them; empty if none was written. */
    public Optional<Path> file() {
        lock.lock();
        try {
            return writer == null ? Optional.empty() : Optional.ofNullable(file);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (writer != null) {
                writer.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
