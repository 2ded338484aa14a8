package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;

/** A format that rows can also be written to. */
public interface WritableDataFormat extends DataFormat {

    /**
     * Begins to write the dataset.
     *
     * @param dataset of this format
     * @throws io.github.steadwork.pipeline.row.DataException if its options are wrong, or if it cannot hold such columns
     */
    RowWriter create(Dataset dataset, Schema schema) throws IOException;
}
