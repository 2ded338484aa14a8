package io.github.steadwork.jobs.processing.profile;

import io.github.steadwork.jobs.processing.key.FirstFinder;
import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.Repeats;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.key.ValueIdentity;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Values;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is seen of one column. For one thread. */
final class ColumnObserver implements AutoCloseable {

    private static final int MOST_COUNTED = 1_000;
    private static final int FEW = 20;

    private final Column column;
    private final int[] index;
    private final NarrowestType narrowest = new NarrowestType();
    private final Map<Object, Object> distinct = new HashMap<>();
    private final KeyCodec codec = new KeyCodec();
    private final SpillPlace place;
    private final FirstFinder finder;
    private boolean repeated;
    private boolean many;
    private long rows;
    private long nulls;
    private long blank;
    private @Nullable Object min;
    private @Nullable Object max;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    ColumnObserver(Column column, int index, SpillPlace place) {
        this.column = column;
        this.index = new int[] {index};
        this.place = place;
        this.finder = new FirstFinder(place);
    }

    void see(Row row) throws IOException {
        rows++;
        Object value = row.get(index[0]);
        if (value == null) {
            nulls++;
            return;
        }
        String text = String.valueOf(Casts.text(value));
        int length = text.codePointCount(0, text.length());
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
        if (column.type() == ColumnType.STRING) {
            narrowest.see(text);
            blank += text.isBlank() ? 1 : 0;
        }
        widen(value);
        count(value);
        findRepeat(row);
    }

    private void widen(Object value) {
        if (value instanceof Row || value instanceof List) {
            return;
        }
        if (min == null || Values.compare(value, min) < 0) {
            min = value;
        }
        if (max == null || Values.compare(value, max) > 0) {
            max = value;
        }
    }

    private void count(Object value) {
        if (many || value instanceof Row) {
            return;
        }
        distinct.putIfAbsent(ValueIdentity.of(value), value);
        many = distinct.size() > MOST_COUNTED;
    }

    /** Once a value stands there twice nothing more has to be remembered. */
    private void findRepeat(Row row) throws IOException {
        if (!repeated) {
            repeated = finder.offer(codec.encode(row, index), rows, rows) >= 0;
            if (repeated) {
                finder.close();
            }
        }
    }

    ColumnProfile result() throws IOException {
        ColumnType proposed = column.type() == ColumnType.STRING && nulls < rows ? narrowest.get() : column.type();
        boolean ordered = proposed.isNumeric() || proposed.isTemporal();
        return new ColumnProfile(
                column.name(),
                column.type(),
                proposed,
                nulls,
                blank,
                Math.min(distinct.size(), MOST_COUNTED),
                !many,
                nulls < rows && isUnique(),
                ordered ? bound(min, proposed, false) : Optional.empty(),
                ordered ? bound(max, proposed, true) : Optional.empty(),
                nulls == rows ? 0 : shortest,
                longest,
                !many && distinct.size() <= FEW ? values() : List.of());
    }

    /** Of text that is proposed to be something else the order is another one; then only few values tell it. */
    private Optional<String> bound(@Nullable Object value, ColumnType proposed, boolean greatest) {
        if (value == null || column.type() == proposed) {
            return Optional.ofNullable(Casts.text(value));
        }
        if (many) {
            return Optional.empty();
        }
        return distinct.values().stream()
                .map(text -> Casts.parse((String) text, proposed))
                .reduce((a, b) -> Values.compare(a, b) < 0 == greatest ? b : a)
                .map(found -> String.valueOf(Casts.text(found)));
    }

    private boolean isUnique() throws IOException {
        if (repeated || !finder.hasSpilled()) {
            return !repeated;
        }
        try (Repeats repeats = new Repeats(place)) {
            finder.resolve(repeats);
            return repeats.isEmpty();
        }
    }

    private List<String> values() {
        return distinct.values().stream()
                .sorted(Values::compare)
                .map(value -> String.valueOf(Casts.text(value)))
                .toList();
    }

    @Override
    public void close() throws IOException {
        finder.close();
    }
}
