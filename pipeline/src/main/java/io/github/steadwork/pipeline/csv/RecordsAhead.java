package io.github.steadwork.pipeline.csv;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file, parsed by a thread of its own a little ahead of whoever asks for them, so that parsing and what is done
 * with the rows share two processors. Everything comes out in the order of the file, errors too, on the thread that asks. A file
 * of a few records is parsed where it is asked for. For one thread.
 */
final class RecordsAhead implements AutoCloseable {

    /** After so many records the thread begins. */
    private static final int FEW = 2_000;

    private static final int BATCH_RECORDS = 256;

    /** A batch ends at so many characters, for rows may be long. */
    private static final int BATCH_CHARS = 1 << 16;

    private static final int BATCHES = 4;

    private final CsvParsing<Object> parsing;
    private final CsvParsing.Handler<Object> handler;
    private final CsvSource source;
    private final boolean ahead;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES);
    private @Nullable Thread thread;
    private Batch batch;
    private int next;
    private int alone;

    /**
     * What was parsed at a time.
     *
     * @param bytesRead of the file, when its last record had been parsed
     * @param isLast whether nothing follows
     * @param error what happened after its records, if anything did
     */
    private record Batch(
            List<Object> records,
            long bytesRead,
            boolean isLast,
            @Nullable Throwable error) {}

    /** @param ahead whether there may be a thread; a part of a file is read by one of several anyway */
    RecordsAhead(CsvParsing<Object> parsing, CsvParsing.Handler<Object> handler, CsvSource source, boolean ahead) {
        this.ahead = ahead;
        this.parsing = parsing;
        this.handler = handler;
        this.source = source;
        this.batch = new Batch(List.of(), 0, false, null);
    }

    /** The next record; null at the end. */
    @Nullable
    Object next() throws IOException {
        if (thread == null) {
            if (!ahead || alone < FEW || Runtime.getRuntime().availableProcessors() == 1) {
                alone++;
                return parsing.next();
            }
            begin();
        }
        while (next == batch.records.size()) {
            if (batch.isLast) {
                return end(batch.error);
            }
            batch = take();
            next = 0;
        }
        return batch.records.get(next++);
    }

    private static @Nullable Object end(@Nullable Throwable error) throws IOException {
        if (error instanceof IOException e) {
            throw e;
        }
        if (error instanceof RuntimeException e) {
            throw e;
        }
        if (error instanceof Error e) {
            throw e;
        }
        return null;
    }

    private Batch take() throws IOException {
        try {
            return batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    private void begin() {
        batch = new Batch(List.of(), source.bytesRead(), false, null);
        Thread started = new Thread(this::parseAll, "steadwork-csv");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** On the thread: until the end, an error or an interrupt. */
    private void parseAll() {
        try {
            Batch parsed = parse();
            while (!parsed.isLast) {
                batches.put(parsed);
                parsed = parse();
            }
            batches.put(parsed);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch parse() {
        List<Object> records = new ArrayList<>(BATCH_RECORDS);
        long full = handler.chars() + BATCH_CHARS;
        Throwable error = null;
        boolean isLast = false;
        try {
            while (!isLast && records.size() < BATCH_RECORDS && handler.chars() < full) {
                Object record = parsing.next();
                isLast = record == null;
                if (record != null) {
                    records.add(record);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            isLast = true;
            error = e;
        }
        return new Batch(records, source.bytesRead(), isLast, error);
    }

    /** How many bytes of the file have been read for the records that have been given out. */
    long bytesRead() {
        return thread == null ? source.bytesRead() : batch.bytesRead;
    }

    @Override
    public void close() throws IOException {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            joinUninterruptibly(running);
        }
        parsing.close();
    }

    /** The file must not be closed while it is read. */
    private static void joinUninterruptibly(Thread running) {
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
