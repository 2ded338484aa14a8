package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens what a job writes. */
public final class Outputs {

    private static final String SOURCE = "source";

    private Outputs() {}

    /**
     * The dataset itself, which a spec must name.
     *
     * @throws IllegalArgumentException if it is missing, or stands for what another job writes
     */
    public static Dataset required(@Nullable Dataset output) {
        if (output == null) {
            throw new IllegalArgumentException("output is missing; name a dataset, as Dataset.rows(path)");
        }
        if (output.isPrevious()) {
            throw new IllegalArgumentException(
                    "output is that of the previous job, which is only for reading; name a dataset of its own");
        }
        return output;
    }

    /**
     * A writer for the dataset. A {@code rows} file is told where the rows come from, so that a later job's rejects still
     * name the file and line of the beginning.
     */
    public static RowWriter create(DataFormats formats, Dataset output, Schema schema, String source)
            throws IOException {
        boolean named = output.format().equals("rows") && !output.options().containsKey(SOURCE);
        return formats.create(named ? output.with(SOURCE, source) : output, schema);
    }
}
