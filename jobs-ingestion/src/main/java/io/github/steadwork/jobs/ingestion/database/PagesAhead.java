package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.pipeline.jdbc.Paging;
import io.github.steadwork.pipeline.jdbc.Range;
import io.github.steadwork.pipeline.jdbc.TableQuery;
import io.github.steadwork.pipeline.row.Row;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The pages of a table whose key is one whole number: read some at a time, each on a connection of its own, and given in the order of
 * the key. What lies between two keys is read as one page; how far apart those are follows from how many rows the last one had, so
 * gaps in the key cost little. A page that was full is read on from where it ended. For one thread.
 */
final class PagesAhead implements AutoCloseable {

    private final TableQuery query;
    private final String key;
    private final long last;
    private final int rows;
    private final int most;
    private final ExecutorService threads;
    private final Deque<Page> ahead = new ArrayDeque<>();
    private long next;
    private boolean atEnd;
    private long width;

    /** Rows with keys from one to another, the first so many of them, that are being read. */
    private record Page(long from, long to, Future<List<Row>> rows) {}

    /**
     * Pages between two keys, both included.
     *
     * @param rows how many a page has at most
     * @param most how many pages are read at the same time
     */
    PagesAhead(TableQuery query, String key, long first, long last, int rows, int most) {
        this.query = query;
        this.key = key;
        this.next = first;
        this.atEnd = first > last;
        this.last = last;
        this.rows = rows;
        this.most = most;
        this.width = rows;
        this.threads = Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, "steadwork-pages");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The next rows, in the order of the key; none at the end. */
    List<Row> next() throws SQLException, InterruptedException {
        while (true) {
            fill();
            Page page = ahead.poll();
            if (page == null) {
                return List.of();
            }
            List<Row> read = get(page);
            adapt(read.size());
            if (read.size() == rows) {
                readOn(page, (Long)
                        TableQuery.key(read.get(read.size() - 1), List.of(key)).get(0));
            }
            if (!read.isEmpty()) {
                return read;
            }
        }
    }

    private void fill() {
        while (ahead.size() < most && !atEnd) {
            long to = isLast() ? last : next + width - 1;
            ahead.add(begin(next, to));
            atEnd = to == last;
            next = atEnd ? last : to + 1;
        }
    }

    /** Without an overflow: keys may be anywhere. */
    private boolean isLast() {
        long distance = last - next;
        return distance >= 0 && distance < width;
    }

    private Page begin(long from, long to) {
        Paging paging = Paging.by(List.of(key)).within(new Range(key, Optional.of(from), Optional.of(to)));
        return new Page(from, to, threads.submit(() -> query.page(paging, List.of(), rows, Row.NOWHERE)));
    }

    private void readOn(Page page, long after) {
        if (after < page.to()) {
            ahead.addFirst(begin(after + 1, page.to()));
        }
    }

    /** As wide as to fill a page by half or more. */
    private void adapt(int found) {
        if (found == rows) {
            width = Math.max(rows, width / 2);
        } else if (found < rows / 2 && width < Long.MAX_VALUE / 4) {
            width *= 2;
        }
    }

    private static List<Row> get(Page page) throws SQLException, InterruptedException {
        try {
            return page.rows().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException error ? error : new IllegalStateException(e.getCause());
        }
    }

    /** Leaves what is being read to its end. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
