package io.github.steadwork.benchmarks.peer;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts how often each job has run, and when it ran first, in a file that several processes map: so all of them are checked
 * together. Times are {@link System#nanoTime}, which on Linux is one clock for all processes. Safe for use by many threads.
 */
public final class Ledger implements AutoCloseable {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int TOTAL = 0;
    private static final int FIRST = 8;
    private static final int HEAD = 64;
    private static final int RECORD = 16;
    private static final long LOOK_NANOS = 200_000;

    private final Path file;
    private final MappedByteBuffer memory;

    private Ledger(Path file, int capacity) throws IOException {
        this.file = file;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, HEAD + (long) RECORD * capacity);
        }
    }

    /** A new one, for jobs with numbers from 0 to before the capacity. */
    public static Ledger create(int capacity) throws IOException {
        return new Ledger(Files.createTempFile("steadwork-ledger-", ""), capacity);
    }

    /** One that another process has created. */
    public static Ledger open(Path file, int capacity) throws IOException {
        return new Ledger(file, capacity);
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /** Notes that a job has run. */
    public void ran(int number) {
        int record = HEAD + RECORD * number;
        if ((long) LONGS.getAndAdd(memory, record, 1L) == 0) {
            long now = System.nanoTime();
            LONGS.setVolatile(memory, record + Long.BYTES, now);
            LONGS.compareAndSet(memory, FIRST, 0L, now);
        }
        LONGS.getAndAdd(memory, TOTAL, 1L);
    }

    /** How many runs there were. */
    public long total() {
        return (long) LONGS.getVolatile(memory, TOTAL);
    }

    /** When the first job ran; 0 if none has. */
    public long firstRun() {
        return (long) LONGS.getVolatile(memory, FIRST);
    }

    /** When this job ran first; 0 if it has not. */
    public long runAt(int number) {
        return (long) LONGS.getVolatile(memory, HEAD + RECORD * number + Long.BYTES);
    }

    /** Waits for so many runs, until the deadline; says whether they have come. */
    public boolean await(long runs, long deadlineNanos) {
        while (total() < runs) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /**
     * Checks that each job up to before this number has run exactly once.
     *
     * @throws IllegalStateException if not, with the figures
     */
    public void verify(int jobs) {
        int missing = 0;
        int repeated = 0;
        for (int number = 0; number < jobs; number++) {
            long runs = (long) LONGS.getVolatile(memory, HEAD + RECORD * number);
            missing += runs == 0 ? 1 : 0;
            repeated += runs > 1 ? 1 : 0;
        }
        if (missing + repeated > 0) {
            throw new IllegalStateException(
                    "of " + jobs + " jobs " + missing + " did not run and " + repeated + " ran more than once");
        }
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
