package io.github.steadwork.queue.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The columns of a batch as arrays, for statements that take all rows at once. */
record ArrayColumns<T>(Connection connection, List<T> rows) {

    /** One column; an array without elements if all its values are absent, so that what nobody uses costs nothing. */
    <V> Array of(String type, IntFunction<@Nullable V[]> maker, Function<T, @Nullable V> column) throws SQLException {
        @Nullable V[] values = maker.apply(rows.size());
        boolean any = false;
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
            any |= values[i] != null;
        }
        return connection.createArrayOf(type, any ? values : maker.apply(0));
    }
}
