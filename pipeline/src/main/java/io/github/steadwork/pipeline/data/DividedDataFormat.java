package io.github.steadwork.pipeline.data;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A format whose datasets can be read in parts, each by itself, so that several threads or workers share the reading. */
public interface DividedDataFormat extends DataFormat {

    /**
     * Parts of a dataset, which are datasets of this format themselves: read one after another they give the rows of the
     * whole, in their order and with the same positions. They hold only as long as the data do not change.
     *
     * @param parts how many are wanted, 1 or more; there may be fewer, and never none
     * @throws io.github.steadwork.pipeline.row.DataException if the dataset cannot be opened
     */
    List<Dataset> divide(Dataset dataset, int parts) throws IOException;

    /** How many bytes the dataset has as it is stored, by which the number of parts is chosen; those of the file if not overridden. */
    default long bytes(Dataset dataset) throws IOException {
        return Files.size(dataset.path());
    }
}
