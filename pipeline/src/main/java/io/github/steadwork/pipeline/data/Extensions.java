package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the application gives to jobs, beside what stands in their specs: kinds of data, as the tables of its databases, and
 * functions in Java. A spec only names them, so it stays data, and what is stored never chooses a class. Immutable.
 *
 * <pre>{@code
 * Extensions extensions = Extensions.none()
 *         .with(new TableFormat(connections))
 *         .with("risk", ColumnType.DOUBLE, row -> model.score(row.get("age")));
 * new DataTransformJob(extensions);   // TransformStep.call("risk", "risk_score")
 * }</pre>
 */
public final class Extensions {

    private static final Extensions NONE = new Extensions(DataFormats.standard(), Map.of());

    private final DataFormats formats;
    private final Map<String, Function> functions;

    private Extensions(DataFormats formats, Map<String, Function> functions) {
        this.formats = formats;
        this.functions = functions;
    }

    /** The standard formats and no functions. */
    public static Extensions none() {
        return NONE;
    }

    /** These and another format, which goes before one of the same name. */
    public Extensions with(DataFormat format) {
        return new Extensions(formats.with(format), functions);
    }

    /**
     * These and a function under this name, which goes before one of the same name.
     *
     * @param type of the values that it gives
     */
    public Extensions with(String name, ColumnType type, RowFunction function) {
        Objects.requireNonNull(function, "function");
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of the function is blank; give it one");
        }
        Map<String, Function> more = new TreeMap<>(functions);
        more.put(name, new Function(name, type, function));
        return new Extensions(formats, more);
    }

    /** How datasets are opened and written. */
    public DataFormats formats() {
        return formats;
    }

    /** Whether the application gave a function of this name. */
    public boolean hasFunction(String name) {
        return functions.containsKey(name);
    }

    /**
     * The function of this name.
     *
     * @throws DataException if the application gave none, with the nearest name
     */
    public Function function(String name) {
        Function function = functions.get(name);
        if (function == null) {
            String known = functions.isEmpty()
                    ? "none are known; give the job Extensions with it"
                    : NameHint.of(name, functions.keySet());
            throw new DataException("there is no function '" + name + "'; " + known);
        }
        return function;
    }

    /**
     * A function that a spec may name.
     *
     * @param name by which specs call it
     * @param type of its values
     * @param body what it does
     */
    public record Function(String name, ColumnType type, RowFunction body) {

        /**
         * Calls it.
         *
         * @throws ValueException if it throws, or gives a value of another type
         */
        public @Nullable Object call(Row row) {
            Object value = result(row);
            if (value != null && !type.accepts(value)) {
                throw new ValueException("the function '" + name + "' gave a "
                        + value.getClass().getSimpleName() + ", but was announced as " + type);
            }
            return value;
        }

        private @Nullable Object result(Row row) {
            try {
                return body.apply(row);
            } catch (ValueException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new ValueException("the function '" + name + "' threw " + e);
            }
        }
    }
}
