package io.github.steadwork.jobs.ingestion;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.pipeline.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of one job: chosen once, read, then remembered and moved away. What was chosen is saved before anything is written, and
 * that the rows are published before any file is moved; so a job that is killed anywhere in between goes on with the same files.
 */
final class Delivery {

    /**
     * How far a job is.
     *
     * @param files the paths that it reads
     * @param seen what these files looked like when they were chosen
     * @param published its result, once the rows are published; empty before
     */
    record Checkpoint(List<String> files, SeenFiles seen, Optional<FileIngestionResult> published) {}

    private final FileIngestion spec;
    private final JobContext context;
    private final Boundary boundary;
    private final Dataset source;
    private final Checkpoint checkpoint;

    private Delivery(
            FileIngestion spec, JobContext context, Boundary boundary, Dataset source, Checkpoint checkpoint) {
        this.spec = spec;
        this.context = context;
        this.boundary = boundary;
        this.source = source;
        this.checkpoint = checkpoint;
    }

    /** The files that this job has chosen in an earlier attempt, or else those that it chooses now. */
    static Delivery of(FileIngestion spec, JobContext context, Boundary boundary) throws IOException {
        Dataset source = spec.source().resolve(context);
        if (!isRemembered(spec)) {
            List<String> all = paths(SourceFiles.find(source, boundary).files());
            return new Delivery(
                    spec, context, boundary, source, new Checkpoint(all, SeenFiles.NONE, Optional.empty()));
        }
        Optional<Checkpoint> earlier = context.checkpoint(Checkpoint.class);
        Checkpoint checkpoint = earlier.isPresent() ? earlier.get() : choose(spec, context, boundary, source);
        if (earlier.isEmpty()) {
            context.saveCheckpoint(checkpoint);
        }
        return new Delivery(spec, context, boundary, source, checkpoint);
    }

    private static boolean isRemembered(FileIngestion spec) {
        return spec.stateKey().isPresent() || spec.archiveFolder().isPresent();
    }

    private static Checkpoint choose(FileIngestion spec, JobContext context, Boundary boundary, Dataset source)
            throws IOException {
        if (spec.stateKey().isEmpty()) {
            return new Checkpoint(
                    paths(SourceFiles.find(source, boundary).files()), SeenFiles.NONE, Optional.empty());
        }
        SeenFiles before = context.state(spec.stateKey().get(), SeenFiles.class).orElse(SeenFiles.NONE);
        List<Path> found = SourceFiles.findAny(source, boundary);
        List<Path> chosen = new ArrayList<>();
        SeenFiles now = before.look(found, chosen);
        return new Checkpoint(paths(chosen), now, Optional.empty());
    }

    private static List<String> paths(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    boolean isEmpty() {
        return checkpoint.files().isEmpty();
    }

    /** The result of an attempt that has published the rows, but not got to its end. */
    Optional<FileIngestionResult> published() {
        return checkpoint.published();
    }

    SourceFiles files() throws IOException {
        return SourceFiles.of(source, checkpoint.files().stream().map(Path::of).toList(), boundary);
    }

    /** To be called when the rows have been published: remembers the files, and moves them away. */
    void settle(FileIngestionResult result) throws IOException {
        if (!isRemembered(spec)) {
            return;
        }
        if (checkpoint.published().isEmpty()) {
            context.saveCheckpoint(new Checkpoint(checkpoint.files(), checkpoint.seen(), Optional.of(result)));
        }
        if (spec.stateKey().isPresent()) {
            String key = spec.stateKey().get();
            SeenFiles before = context.state(key, SeenFiles.class).orElse(SeenFiles.NONE);
            context.saveState(key, before.with(checkpoint.seen()));
        }
        if (spec.archiveFolder().isPresent()) {
            archive(boundary.forWriting(spec.archiveFolder().get()));
        }
    }

    private void archive(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : checkpoint.files()) {
            Path file = Path.of(name);
            if (Files.exists(file)) { // an earlier attempt has moved it otherwise
                Files.move(file, free(folder, String.valueOf(file.getFileName())));
            }
        }
    }

    private static Path free(Path folder, String name) {
        Path free = folder.resolve(name);
        for (int number = 2; Files.exists(free); number++) {
            free = folder.resolve(number + "-" + name);
        }
        return free;
    }
}
