package io.github.steadwork.jobs.analysis;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.analysis.part.Columns;
import io.github.steadwork.jobs.analysis.part.RowSink;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.ReadProgress;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The datasets of a report. All are opened, and all sections have looked at their columns, before a row of any is read: so
 * all that is wrong with a report is told at once. For one thread.
 */
final class ReportData implements AutoCloseable {

    private final Extensions extensions;
    private final JobContext context;
    private final List<Opened> opened = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private record Opened(String name, RowReader reader, List<RowSink> sinks) {}

    ReportData(Extensions extensions, JobContext context) {
        this.extensions = extensions;
        this.context = context;
    }

    /** Opens a dataset for the sections that show it. */
    void open(ReportSpec spec, String name, List<RowSink> sinks) throws IOException {
        Dataset dataset = spec.data().get(name);
        if (dataset == null) {
            throw new DataException("the report has no dataset '" + name + "'; add it to its data");
        }
        Dataset resolved = dataset.resolve(context);
        RowReader reader = extensions.formats().open(resolved);
        opened.add(new Opened(resolved.name(), reader, sinks));
        Columns columns = new Columns(reader.schema(), extensions);
        for (RowSink sink : sinks) {
            try {
                sink.begin(columns);
            } catch (DataException e) {
                problems.add("dataset '" + name + "': " + e.getMessage());
            }
        }
    }

    /**
     * Reads all rows, and says how many there were.
     *
     * @throws DataException with all that is wrong, before any is read
     */
    long read() throws IOException {
        if (!problems.isEmpty()) {
            throw new DataException(String.join("\n", problems));
        }
        long rows = 0;
        for (Opened data : opened) {
            rows += read(data);
        }
        return rows;
    }

    private long read(Opened data) throws IOException {
        RowSink[] sinks = data.sinks().toArray(RowSink[]::new);
        ReadProgress pulse = ReadProgress.of(context, data.reader(), "reading " + data.name());
        for (Row row = data.reader().read(); row != null; row = data.reader().read()) {
            for (RowSink sink : sinks) {
                sink.add(row);
            }
            pulse.row();
        }
        pulse.end();
        return pulse.rows();
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Opened data : opened) {
            try {
                data.reader().close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
