package io.github.steadwork.jobs.ingestion;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.DataException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a job may not leave, if there is one. It guards against names: {@code ..}, absolute paths, and symbolic links
 * that lead outside. It does not guard against somebody who swaps a folder for a link while the job runs.
 */
final class Boundary {

    /** No boundary. Relative paths start at the process's own folder. */
    static final Boundary NONE = new Boundary(null);

    private final @Nullable Path root;

    private Boundary(@Nullable Path root) {
        this.root = root;
    }

    /** This folder, which need not exist before the first job runs. Relative paths start at it. */
    static Boundary of(Path root) {
        return new Boundary(root.toAbsolutePath().normalize());
    }

    /** The path that is meant, absolute if there is a boundary. It may still lead outside by a symbolic link. */
    Path locate(String location) {
        Path path = parse(location);
        if (root == null) {
            return path;
        }
        Path located = root.resolve(path).normalize();
        if (!located.startsWith(root)) {
            throw outside(location);
        }
        return located;
    }

    /** Whether this very file exists, although its name may look like a pattern. */
    boolean holds(String location) {
        File file = new File(location);
        return (root == null || file.isAbsolute() ? file : new File(root.toFile(), location)).exists();
    }

    private static Path parse(String location) {
        if (location.isBlank()) {
            throw new DataException("there is no path where one is needed; give the path of a file");
        }
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new DataException("'" + location + "' is not a path: " + e.getReason(), e);
        }
    }

    /** The same path, which exists, checked with all its symbolic links. */
    Path forReading(Path existing) throws IOException {
        if (root != null && !existing.toRealPath().startsWith(root.toRealPath())) {
            throw outside(existing.toString());
        }
        return existing;
    }

    /** The path of a file that may not exist yet, checked with the symbolic links of what does exist. */
    Path forWriting(String location) throws IOException {
        Path path = locate(location);
        if (root == null) {
            return path;
        }
        Files.createDirectories(root);
        Path existing = existingPart(path);
        if (Files.isSymbolicLink(existing) && !Files.exists(existing)) {
            throw outside(location);
        }
        forReading(existing);
        return path;
    }

    private static Path existingPart(Path path) {
        Path part = path;
        Path parent = path.getParent();
        while (parent != null && !Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            part = parent;
            parent = part.getParent();
        }
        return part;
    }

    /** The same dataset, which is to be written, checked. Without a boundary its location need not be a path. */
    Dataset forWriting(Dataset output) throws IOException {
        return root == null
                ? output
                : new Dataset(
                        output.format(),
                        forWriting(output.location()).toString(),
                        output.options(),
                        output.schema(),
                        output.rows());
    }

    private static DataException outside(String location) {
        return new DataException(
                "'" + location + "' leads out of the folder that this job is confined to; give a path inside of it");
    }
}
