package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.ingestion.source.KnownRows;
import io.github.steadwork.jobs.ingestion.source.Watermark;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.Paging;
import io.github.steadwork.pipeline.jdbc.Range;
import io.github.steadwork.pipeline.jdbc.RowStream;
import io.github.steadwork.pipeline.jdbc.TableQuery;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            Connections connections,
            JobContext context,
            int chunkRows)
            throws SQLException, IOException {
        String run = context.id() + "/" + source.name();
        context.progress().restart("reading " + source.name());
        try (RowOutput output =
                RowOutput.open(connections, source.output(), open.query().schema(), run)) {
            Sync sync = new Sync(source, open, plan, context, chunkRows, output);
            if (!output.isPublished()) {
                sync.readAll();
                output.publish();
            }
            return sync.result();
        }
    }

    private void readAll() throws SQLException, IOException {
        if (plan.nothing() && !readsNulls()) {
            return;
        }
        if (open.order().isEmpty()) {
            output.restart();
            readStream();
        } else {
            readPages();
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

    private SourceResult result() {
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
                output.bytes(),
                context.progress().snapshot().elapsed(),
                end,
                source.output());
    }
}
