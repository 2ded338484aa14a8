package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The formats that are known. Immutable and safe for use by many threads. */
public final class DataFormats {

    private static final int MOST_PARTS = 100_000;

    private final Map<String, DataFormat> formats;

    private DataFormats(Map<String, DataFormat> formats) {
        this.formats = formats;
    }

    /** All formats that the class path offers: always csv, json, ndjson, rows and inline. They are looked up once. */
    public static DataFormats standard() {
        return Standard.INSTANCE;
    }

    /** These formats and another one, which goes before one of the same name. */
    public DataFormats with(DataFormat format) {
        Map<String, DataFormat> more = new TreeMap<>(formats);
        more.put(format.name(), format);
        return new DataFormats(more);
    }

    /** The names of all formats. */
    public Set<String> names() {
        return Set.copyOf(formats.keySet());
    }

    /**
     * Opens a dataset. Its first bad row is an error.
     *
     * @throws DataException if its format is unknown, or its beginning is wrong
     */
    public RowReader open(Dataset dataset) throws IOException {
        return open(dataset, BadRows.FAIL);
    }

    /**
     * Opens a dataset.
     *
     * @param badRows told of each row that cannot be used
     * @throws DataException if its format is unknown, or its beginning is wrong
     */
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        return format(dataset).open(dataset, badRows);
    }

    /**
     * Begins to write a dataset.
     *
     * @throws DataException if its format is unknown, cannot be written, or cannot hold such columns
     */
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        if (format(dataset) instanceof WritableDataFormat writable) {
            return writable.create(dataset, schema);
        }
        throw new DataException(
                "format '" + dataset.format() + "' can only be read; write 'rows', 'csv', 'json' or 'ndjson'");
    }

    /**
     * Parts of a dataset, in the order of its rows; the dataset itself if its format has none.
     *
     * @param parts how many are wanted, 1 or more; there may be fewer
     */
    public List<Dataset> divide(Dataset dataset, int parts) throws IOException {
        if (parts < 1) {
            throw new IllegalArgumentException("parts is " + parts + ", allowed is 1 or more");
        }
        return parts > 1 && format(dataset) instanceof DividedDataFormat divided
                ? divided.divide(dataset, parts)
                : List.of(dataset);
    }

    /**
     * Parts of a dataset of about so many bytes as it is stored, in the order of its rows; the dataset itself if its format has
     * none.
     *
     * @param bytes 1 or more
     */
    public List<Dataset> divideByBytes(Dataset dataset, long bytes) throws IOException {
        if (!(format(dataset) instanceof DividedDataFormat divided)) {
            return List.of(dataset);
        }
        long parts = divided.bytes(dataset) / bytes + 1;
        return divide(dataset, (int) Math.min(parts, MOST_PARTS));
    }

    private DataFormat format(Dataset dataset) {
        DataFormat format = formats.get(dataset.format());
        if (format != null) {
            return format;
        }
        if (dataset.isPrevious()) {
            throw new DataException("the dataset is that of a previous job; call resolve(context) before opening it");
        }
        throw new DataException("there is no data format '" + dataset.format() + "'; "
                + NameHint.of(dataset.format(), formats.keySet())
                + " A format comes with its module on the class path.");
    }

    private static final class Standard {

        private static final DataFormats INSTANCE = load();

        private static DataFormats load() {
            Map<String, DataFormat> found = new TreeMap<>();
            found.put(InlineFormat.NAME, new InlineFormat());
            for (DataFormat format : ServiceLoader.load(DataFormat.class, DataFormat.class.getClassLoader())) {
                found.put(format.name(), format);
            }
            return new DataFormats(found);
        }
    }
}
