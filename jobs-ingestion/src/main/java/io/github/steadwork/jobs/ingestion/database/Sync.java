package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.ingestion.source.KnownRows;
import io.github.steadwork.jobs.ingestion.source.Watermark;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.KeySweep;
import io.github.steadwork.pipeline.jdbc.Paging;
import io.github.steadwork.pipeline.jdbc.Range;
import io.github.steadwork.pipeline.jdbc.RowStream;
import io.github.steadwork.pipeline.jdbc.TableQuery;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One run of one source: reads by its plan and writes, from where the output says. For one thread. */
final class Sync {

    private static final int NULLS = 1;
    private static final int END = 2;

    private final DatabaseSource source;
    private final OpenSource open;
    private final SyncPlan plan;
    private final JobContext context;
    private final int chunkRows;
    private final Optional<KnownRows> known;
    private final RowOutput output;

    private Sync(
            DatabaseSource source,
            OpenSource open,
            SyncPlan plan,
            JobContext context,
            int chunkRows,
            RowOutput output) {
        this.source = source;
        this.open = open;
        this.plan = plan;
        this.context = context;
        this.chunkRows = chunkRows;
        this.output = output;
        this.known = open.known(plan, output.note().boundary());
    }

    /** Reads and writes what the plan says, and remembers how far. */
    static SourceResult run(
            DatabaseSource source,
            OpenSource open,
            SyncPlan plan,
            Sinks sinks,
            JobContext context,
            int chunkRows)
            throws SQLException, IOException, InterruptedException {
        String run = context.id() + "/" + source.name();
        context.progress().restart("reading " + source.name());
        try (RowOutput output = sinks.open(source.output(), open.query().schema(), run)) {
            Sync sync = new Sync(source, open, plan, context, chunkRows, output);
            if (!output.isPublished()) {
                sync.readAll();
                output.publish();
            }
            return sync.result(sync.sweep(sinks.connections(), run));
        }
    }

    private void readAll() throws SQLException, IOException, InterruptedException {
        if (plan.nothing() && !readsNulls()) {
            return;
        }
        if (open.order().isEmpty()) {
            output.restart();
            readStream();
        } else if (source.parallel() > 1 && isOneNumber()) {
            readAhead();
        } else {
            readPages();
        }
    }

    private boolean isOneNumber() {
        List<String> order = open.order();
        return order.size() == 1 && open.query().schema().column(order.get(0)).type() == ColumnType.LONG;
    }

    /** As page by page: in the order of the key, from where the output says to the key that was last when the run began. */
    private void readAhead() throws SQLException, IOException, InterruptedException {
        String key = open.order().get(0);
        long last = (Long) open.query().parse(key, plan.last().get(0));
        OptionalLong first = output.note().after().isEmpty() ? least(key) : behind(key, last);
        if (first.isEmpty()) {
            return;
        }
        try (PagesAhead pages =
                new PagesAhead(open.query(), key, first.getAsLong(), last, chunkRows, source.parallel())) {
            for (List<Row> rows = pages.next(); !rows.isEmpty(); rows = pages.next()) {
                long position = output.rowsRead();
                List<Row> placed = new ArrayList<>(rows.size());
                for (Row row : rows) {
                    placed.add(row.at(++position));
                }
                write(placed, 0, TableQuery.key(rows.get(rows.size() - 1), open.order()));
            }
        }
    }

    private OptionalLong least(String key) throws SQLException {
        List<Row> first = open.query().page(Paging.by(List.of(key)), List.of(), 1, 1);
        return first.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        (Long) TableQuery.key(first.get(0), List.of(key)).get(0));
    }

    private OptionalLong behind(String key, long last) {
        long after = (Long) open.query().parse(key, output.note().after().get(0));
        return after >= last ? OptionalLong.empty() : OptionalLong.of(after + 1);
    }

    /** Deletes what the source has no more; gives how many rows that were. */
    private long sweep(Connections connections, String run) throws SQLException {
        if (source.mostDeleted().isEmpty()) {
            return 0;
        }
        TableTarget target = TableTarget.of(source.output());
        List<String> names = target.keys().stream().map(open.query()::column).toList();
        TableQuery keys = open.query().select(names);
        Paging paging = Paging.by(keys.schema().names());
        try (KeySweep sweep = KeySweep.begin(connections, target, keys.schema(), run)) {
            List<Object> after = List.of();
            List<Row> rows;
            do {
                context.checkCancelled();
                rows = keys.page(paging, after, chunkRows, 1);
                sweep.keep(rows);
                after = rows.isEmpty() ? after : TableQuery.key(rows.get(rows.size() - 1), paging.order());
            } while (rows.size() == chunkRows);
            return sweep.deleteOthers(source.mostDeleted().get());
        }
    }

    private boolean readsNulls() {
        return plan.nulls() > 0
                && source.incremental()
                        .filter(by -> by.nulls() == Incremental.Nulls.INCLUDE)
                        .isPresent();
    }

    private void readPages() throws SQLException, IOException {
        if (output.note().part() < NULLS) {
            if (!plan.nothing()) {
                pages(open.paging(plan), 0, output.note());
            }
            output.write(List.of(), new ChunkNote(readsNulls() ? NULLS : END, List.of(), collected()), 0, 0);
        }
        if (output.note().part() == NULLS) {
            pages(Paging.by(open.key()).whereNull(open.cursor().orElseThrow()), NULLS, output.note());
        }
    }

    private void pages(Paging paging, int part, ChunkNote from) throws SQLException, IOException {
        List<Object> after = new ArrayList<>();
        for (int i = 0; i < from.after().size(); i++) {
            after.add(open.query().parse(paging.order().get(i), from.after().get(i)));
        }
        List<Row> rows;
        do {
            rows = open.query().page(paging, after, chunkRows, output.rowsRead() + 1);
            if (!rows.isEmpty()) {
                after = TableQuery.key(rows.get(rows.size() - 1), paging.order());
                write(rows, part, after);
            }
        } while (rows.size() == chunkRows);
    }

    private void readStream() throws SQLException, IOException {
        try (RowStream stream = open.query().stream(range(), chunkRows)) {
            for (List<Row> rows = stream.next(chunkRows); !rows.isEmpty(); rows = stream.next(chunkRows)) {
                write(rows, 0, List.of());
            }
        }
    }

    private Optional<Range> range() {
        return source.incremental().isPresent() ? open.range(plan) : Optional.empty();
    }

    private void write(List<Row> rows, int part, List<Object> after) throws SQLException, IOException {
        context.checkCancelled();
        List<Row> fresh = rows;
        if (known.isPresent()) {
            fresh = rows.stream().filter(row -> !known.get().isKnown(row)).toList();
        }
        List<String> texts =
                after.stream().map(Casts::text).map(String::valueOf).toList();
        output.write(fresh, new ChunkNote(part, texts, collected()), rows.size(), rows.size() - (long) fresh.size());
        context.progress().advance(rows.size());
    }

    private Map<String, String> collected() {
        return known.isPresent() ? known.get().collected() : Map.of();
    }

    /** What another job of the same source has kept since this one began is left alone: it may be further. */
    private void remember(Watermark watermark) {
        String key = OpenSource.stateKey(source);
        Optional<Watermark> kept = context.state(key, Watermark.class);
        if (kept.equals(plan.since())) {
            context.saveState(key, watermark);
        } else if (!kept.equals(Optional.of(watermark))) {
            context.logger()
                    .warn(
                            "another job has read source {} meanwhile; let only one run at a time, by a unique request",
                            source.name());
        }
    }

    private SourceResult result(long deleted) {
        Optional<String> end = plan.upper();
        end.ifPresent(value -> remember(new Watermark(value, output.note().boundary())));
        boolean leftOut = source.incremental()
                .filter(by -> by.nulls() == Incremental.Nulls.SKIP)
                .isPresent();
        return new SourceResult(
                source.name(),
                output.rowsRead(),
                output.rowsWritten(),
                output.rowsUpdated(),
                output.rowsSkipped() + (leftOut ? plan.nulls() : 0),
                deleted,
                output.bytes(),
                context.progress().snapshot().elapsed(),
                end,
                source.output());
    }
}
