package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.jobs.ingestion.http.ParentRecords.Values;
import io.github.steadwork.jobs.ingestion.source.Watermark;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * From where on a stream asks for records.
 *
 * @param value as it is written in a call; empty for the beginning
 * @param initial the same of a parent that was not read before
 * @param parents that were read before
 */
record Since(Optional<String> value, Optional<String> initial, Set<String> parents) {

    static Since of(ApiStream stream, Optional<ApiWatermark> kept) {
        if (stream.incremental().isEmpty()) {
            return new Since(Optional.empty(), Optional.empty(), Set.of());
        }
        ApiIncremental by = stream.incremental().get();
        Optional<String> initial = by.initial().map(text -> written(Watermark.guess(text), by));
        Optional<String> value =
                kept.map(mark -> written(Watermark.back(Watermark.guess(mark.value()), by.lag(), by.lagIds()), by));
        return new Since(
                value.or(() -> initial),
                initial,
                kept.map(ApiWatermark::parents).orElse(Set.of()));
    }

    private static String written(Object value, ApiIncremental by) {
        return switch (by.format()) {
            case TEXT -> String.valueOf(Casts.text(value));
            case EPOCH_SECONDS -> Long.toString(time(value, by).getEpochSecond());
            case EPOCH_MILLIS -> Long.toString(time(value, by).toEpochMilli());
        };
    }

    private static Instant time(Object value, ApiIncremental by) {
        if (value instanceof Instant time) {
            return time;
        }
        throw new DataException("'" + value + "' of the field '" + by.field()
                + "' is no time with its zone, which the format " + by.format() + " needs");
    }

    Optional<String> forParent(Values of) {
        boolean known = of.byPath().isEmpty() || parents.contains(of.key());
        return known ? value : initial;
    }
}
