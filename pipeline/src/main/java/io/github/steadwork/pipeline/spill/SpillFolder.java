package io.github.steadwork.pipeline.spill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the files of one run, deleted with everything in it when it is closed, also after an error. It is made when
 * the first file is asked for. Safe for use by many threads, closing apart.
 */
public final class SpillFolder implements AutoCloseable {

    private final Path parent;
    private final AtomicLong files = new AtomicLong();
    private volatile @Nullable Path folder;

    private SpillFolder(Path parent) {
        this.parent = parent;
    }

    /** A folder within this one. */
    public static SpillFolder create(Path parent) {
        return new SpillFolder(parent);
    }

    /** A folder within the system's folder for temporary files. */
    public static SpillFolder create() {
        return new SpillFolder(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** A path for another file. The purpose becomes a part of its name. */
    public Path newFile(String purpose) throws IOException {
        return folder().resolve(purpose + "-" + files.incrementAndGet());
    }

    private synchronized Path folder() throws IOException {
        Path made = folder;
        if (made == null) {
            Files.createDirectories(parent);
            made = Files.createTempDirectory(parent, "steadwork-");
            folder = made;
        }
        return made;
    }

    /** How many files have been asked for: none means that everything fitted into memory. */
    public long files() {
        return files.get();
    }

    /** Deletes the folder and everything in it. */
    @Override
    public void close() throws IOException {
        Path made = folder;
        if (made == null) {
            return;
        }
        for (Path file : content(made)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(made);
        folder = null;
    }

    private static List<Path> content(Path made) throws IOException {
        try (Stream<Path> files = Files.list(made)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot list " + made, e);
        }
    }
}
