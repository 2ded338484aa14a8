package io.github.steadwork.jobs.ingestion;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.pipeline.data.DataFormat;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.ReadProgress;
import io.github.steadwork.pipeline.data.Rejects;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableFormat;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files and writes their rows to a dataset, in constant memory however large they are. The output appears when all
 * rows are there; a job that fails, or runs again after a crash, leaves no half of it. Which files a job reads is decided once, so
 * a run that goes on after a crash reads the same ones; what it has read is remembered, and files are archived, only after that.
 *
 * <p>A source that is missing, broken, or not what was declared fails the job for good, with file, line, column and what to do;
 * rows that cannot be read are treated as the {@link FileIngestion#policy} says.
 */
public final class FileIngestionJob extends BaseJob<FileIngestion, FileIngestionResult> {

    /** The type of these jobs. */
    public static final JobType<FileIngestion, FileIngestionResult> TYPE =
            JobType.of("ingest-file", FileIngestion.class, FileIngestionResult.class);

    private static final int ROWS_PER_CHECK = 1_000;

    private final Boundary boundary;
    private final DataFormats formats;

    /** Reads and writes wherever the process may. */
    public FileIngestionJob() {
        this(Boundary.NONE, DataFormats.standard());
    }

    private FileIngestionJob(Boundary boundary, DataFormats formats) {
        super(TYPE);
        this.boundary = boundary;
        this.formats = formats;
    }

    /** As this job, which can also write to the tables of these databases. */
    public FileIngestionJob withTables(Connections connections) {
        return with(new TableFormat(connections));
    }

    /** As this job, which also knows this format, as one of the application's own or {@code InMemoryRows} in tests. */
    public FileIngestionJob with(DataFormat format) {
        return new FileIngestionJob(boundary, formats.with(format));
    }

    /**
     * Reads and writes inside of this folder only, for parameters that come from outside: relative paths start at it, and
     * a path that leads out of it, also by a symbolic link, fails the job.
     */
    public static FileIngestionJob confinedTo(Path root) {
        return new FileIngestionJob(Boundary.of(root), DataFormats.standard());
    }

    @Override
    protected FileIngestionResult execute(FileIngestion spec, JobContext context) throws Exception {
        Delivery delivery = Delivery.of(spec, context, boundary);
        Optional<FileIngestionResult> earlier = delivery.published();
        if (earlier.isEmpty() && delivery.isEmpty()) {
            return nothingNew(context);
        }
        FileIngestionResult result = earlier.isPresent() ? earlier.get() : ingest(spec, delivery.files(), context);
        delivery.settle(result);
        return result;
    }

    private static FileIngestionResult nothingNew(JobContext context) {
        return new FileIngestionResult(
                0, 0, 0, 0, 0, 0, context.progress().snapshot().elapsed(), Optional.empty(), Optional.empty());
    }

    private FileIngestionResult ingest(FileIngestion spec, SourceFiles files, JobContext context) throws IOException {
        boolean isTable = TableTarget.isTable(spec.output());
        Dataset output = isTable ? spec.output() : boundary.forWriting(spec.output());
        Dataset target = isTable ? ofRun(output, files, context) : output;
        try (Rejects rejects = rejects(spec);
                RowReader reader = FilesReader.open(files, formats, spec.fileColumn(), rejects);
                RowWriter writer = writer(target, reader)) {
            long rows = copy(reader, writer, rejects, ReadProgress.of(context, reader, "reading " + reader.source()));
            requireRows(spec, files, rows);
            writer.commit();
            return new FileIngestionResult(
                    files.files().size(),
                    rows + rejects.count(),
                    rows,
                    rejects.count(),
                    files.bytes(),
                    writer.bytes(),
                    context.progress().snapshot().elapsed(),
                    Optional.of(output),
                    rejects.file().map(Path::toString));
        }
    }

    /** A {@code rows} file is told where the rows come from, so that later jobs name the line of the file at the beginning. */
    private RowWriter writer(Dataset output, RowReader reader) throws IOException {
        Dataset named = output.format().equals("rows") ? output.with("source", reader.source()) : output;
        return formats.create(named, reader.schema());
    }

    /** A table is told which job this is and what exactly it reads, so that an attempt after a crash goes on where it was. */
    private static Dataset ofRun(Dataset output, SourceFiles files, JobContext context) throws IOException {
        return output.with(TableFormat.RUN, context.id().toString()).with(TableFormat.ORIGIN, files.fingerprint());
    }

    private static long copy(RowReader reader, RowWriter writer, Rejects rejects, ReadProgress pulse)
            throws IOException {
        for (Row row = reader.read(); row != null; row = reader.read()) {
            writer.write(row);
            pulse.row();
            if (pulse.rows() % ROWS_PER_CHECK == 0) {
                rejects.check(pulse.rows() + rejects.count());
            }
        }
        pulse.end();
        rejects.checkAtEnd(pulse.rows() + rejects.count());
        return pulse.rows();
    }

    private static void requireRows(FileIngestion spec, SourceFiles files, long rows) {
        if (rows < spec.minRows()) {
            throw new DataException(files.name() + " has " + rows + " usable rows after its header, but "
                    + spec.minRows() + " are the least allowed; ask for the file again, or allow fewer with minRows");
        }
    }

    private Rejects rejects(FileIngestion spec) throws IOException {
        Optional<String> file = spec.rejectsFile();
        return file.isPresent()
                ? Rejects.to(boundary.forWriting(file.get()), spec.policy())
                : Rejects.of(spec.policy());
    }
}
