package io.github.steadwork.pipeline.row;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Row#asMap}. */
final class RowMap extends AbstractMap<String, @Nullable Object> {

    private final Row row;

    RowMap(Row row) {
        this.row = row;
    }

    @Override
    public @Nullable Object get(Object key) {
        OptionalInt index = index(key);
        return index.isPresent() ? row.get(index.getAsInt()) : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return index(key).isPresent();
    }

    private OptionalInt index(Object key) {
        return key instanceof String name ? row.schema().find(name) : OptionalInt.empty();
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new Entries(row);
    }

    private static final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {

        private final Row row;

        Entries(Row row) {
            this.row = row;
        }

        @Override
        public int size() {
            return row.size();
        }

        @Override
        public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < row.size();
                }

                @Override
                public Map.Entry<String, @Nullable Object> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int index = next++;
                    return new SimpleImmutableEntry<>(row.schema().column(index).name(), row.get(index));
                }
            };
        }
    }
}
