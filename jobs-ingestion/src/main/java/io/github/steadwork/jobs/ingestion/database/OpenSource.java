package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.jobs.ingestion.source.KnownRows;
import io.github.steadwork.jobs.ingestion.source.Watermark;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.Paging;
import io.github.steadwork.pipeline.jdbc.Range;
import io.github.steadwork.pipeline.jdbc.TableQuery;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Values;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * A source whose columns are known.
 *
 * @param source as it was given
 * @param query to read from
 * @param key the columns that tell rows apart; empty if there is no key
 * @param cursor the incremental column, as the database spells it
 * @param watermark what the run before has kept
 */
record OpenSource(
        DatabaseSource source,
        TableQuery query,
        List<String> key,
        Optional<String> cursor,
        Optional<Watermark> watermark) {

    private static final String LAST_SYNC = "last_sync";

    /**
     * Looks at the source.
     *
     * @param watermark what the run before has kept
     */
    static OpenSource open(DatabaseSource source, Connections connections, Optional<Watermark> watermark)
            throws SQLException {
        DataSource database = connections.get(source.connection());
        Optional<ZoneId> zone = source.zone().map(OpenSource::zone);
        TableQuery query = source.table().isPresent()
                ? TableQuery.ofTable(database, source.table().get(), zone)
                : TableQuery.ofSql(database, source.sql().orElseThrow(), parameters(source, watermark), zone);
        List<String> key = source.key();
        if (key.isEmpty() && source.table().isPresent()) {
            key = TableQuery.primaryKey(database, source.table().get());
        }
        return new OpenSource(
                source,
                query,
                key.stream().map(query::column).toList(),
                source.incremental().map(by -> query.column(by.column())),
                watermark);
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new DataException("'" + id + "' is no time zone; allowed is a name as Europe/Berlin", e);
        }
    }

    private static Map<String, Object> parameters(DatabaseSource source, Optional<Watermark> watermark) {
        Map<String, Object> parameters = new TreeMap<>(source.parameters());
        if (TableQuery.hasParameter(source.sql().orElseThrow(), LAST_SYNC)) {
            Incremental by = source.incremental()
                    .orElseThrow(() -> new DataException("the query of source '" + source.name()
                            + "' has :last_sync, but the source is not incremental"));
            Object from = watermark
                    .map(kept -> back(Watermark.guess(kept.value()), by))
                    .or(() -> by.initial().map(Watermark::guess))
                    .orElseThrow(() -> new DataException("the query of source '" + source.name()
                            + "' has :last_sync, so the first run needs to be told where it begins; set initial"));
            parameters.put(LAST_SYNC, from);
        }
        return parameters;
    }

    private static Object back(Object value, Incremental by) {
        return Watermark.back(value, by.lookback(), by.lookbackIds());
    }

    /** What is kept under it belongs to this source and this output. */
    static String stateKey(DatabaseSource source) {
        String key = source.connection() + "/" + source.name() + ">"
                + source.output().location();
        return key.length() <= 400 ? key : key.substring(0, 380) + "#" + Integer.toHexString(key.hashCode());
    }

    /** The order in which rows are read; empty if nothing tells them apart. */
    List<String> order() {
        if (key.isEmpty()) {
            return List.of();
        }
        List<String> order = new ArrayList<>(cursor.stream().toList());
        key.stream().filter(column -> !order.contains(column)).forEach(order::add);
        return order;
    }

    /** Fixes what this run reads. */
    SyncPlan plan() throws SQLException {
        for (String column : key) {
            boolean mayBeNull =
                    query.schema().column(query.schema().index(column)).nullable();
            if (mayBeNull && query.nulls(column) > 0) {
                throw new DataException("the key column '" + column + "' of source '" + source.name()
                        + "' is null in some rows, which could not be told apart; name another key");
            }
        }
        return cursor.isPresent() ? incremental(cursor.get()) : full();
    }

    private SyncPlan full() throws SQLException {
        List<String> last = order().isEmpty()
                ? List.of()
                : query.last(order(), Optional.empty()).orElse(List.of()).stream()
                        .map(Casts::text)
                        .map(String::valueOf)
                        .toList();
        boolean nothing = !order().isEmpty() && last.isEmpty();
        return new SyncPlan(Optional.empty(), Optional.empty(), last, 0, Optional.empty(), nothing);
    }

    private SyncPlan incremental(String column) throws SQLException {
        Incremental by = source.incremental().orElseThrow();
        long nulls = query.nulls(column);
        if (nulls > 0 && by.nulls() == Incremental.Nulls.FAIL) {
            throw new DataException("the column '" + column + "' of source '" + source.name() + "' is null in " + nulls
                    + " rows, which an incremental run would never see; choose SKIP or INCLUDE");
        }
        Optional<Object> lower = watermark
                .map(kept -> back(query.parse(column, kept.value()), by))
                .or(() -> by.initial().map(text -> query.parse(column, text)));
        Optional<Object> upper = query.last(List.of(column), Optional.empty()).map(values -> values.get(0));
        boolean nothing = upper.isEmpty() || (lower.isPresent() && Values.compare(lower.get(), upper.get()) > 0);
        Optional<String> end = nothing ? Optional.empty() : upper.map(value -> String.valueOf(Casts.text(value)));
        return new SyncPlan(
                lower.map(value -> String.valueOf(Casts.text(value))), end, List.of(), nulls, watermark, nothing);
    }

    Optional<Range> range(SyncPlan plan) {
        return cursor.map(column -> new Range(
                column,
                plan.lower().map(text -> query.parse(column, text)),
                plan.upper().map(text -> query.parse(column, text))));
    }

    Paging paging(SyncPlan plan) {
        Paging all = Paging.by(order());
        if (cursor.isPresent()) {
            return all.within(range(plan).orElseThrow());
        }
        List<Object> last = new ArrayList<>();
        for (int i = 0; i < plan.last().size(); i++) {
            last.add(query.parse(order().get(i), plan.last().get(i)));
        }
        return all.upTo(last);
    }

    /** Those that the run before has read, and those that the run after will; none where rows are upserted or read in full. */
    Optional<KnownRows> known(SyncPlan plan, Map<String, String> collected) {
        boolean upserts = TableTarget.isTable(source.output())
                && TableTarget.of(source.output()).mode() == TableTarget.Mode.UPSERT;
        if (cursor.isEmpty() || plan.upper().isEmpty() || upserts) {
            return Optional.empty();
        }
        String column = cursor.get();
        Object from = back(
                query.parse(column, plan.upper().get()), source.incremental().orElseThrow());
        Map<String, String> before = watermark.map(Watermark::boundary).orElse(Map.of());
        return Optional.of(new KnownRows(before, collected, column, from, key));
    }
}
