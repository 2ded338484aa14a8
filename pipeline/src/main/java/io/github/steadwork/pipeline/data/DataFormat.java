package io.github.steadwork.pipeline.data;

import java.io.IOException;

/**
 * A kind of source that rows can be read from. Implementations are found by {@link java.util.ServiceLoader}, so that a
 * jar on the class path adds its formats; one of your own can also be given to {@link DataFormats#with}. Safe for use by
 * many threads.
 */
public interface DataFormat {

    /** The name that a {@link Dataset} gives, as "csv". */
    String name();

    /**
     * Opens the dataset.
     *
     * @param dataset of this format
     * @param badRows told of each row that cannot be used
     * @throws io.github.steadwork.pipeline.row.DataException if its options or its beginning are wrong
     */
    RowReader open(Dataset dataset, BadRows badRows) throws IOException;
}
