package io.github.steadwork.jobs.ingestion;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.DataException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that a source means, in the order of their paths.
 *
 * @param source as it was given
 * @param files one at least, unless only new ones were asked for
 * @param bytes how many they have together
 */
record SourceFiles(Dataset source, List<Path> files, long bytes) {

    /**
     * Looks for the files.
     *
     * @throws DataException if there is none
     */
    static SourceFiles find(Dataset source, Boundary boundary) throws IOException {
        List<Path> found = search(source.location(), boundary, false);
        Collections.sort(found);
        return of(source, found, boundary);
    }

    /** As {@link #find}, where a folder or a pattern without files is nothing wrong. */
    static List<Path> findAny(Dataset source, Boundary boundary) throws IOException {
        List<Path> found = search(source.location(), boundary, true);
        Collections.sort(found);
        return found;
    }

    /** These very files. */
    static SourceFiles of(Dataset source, List<Path> found, Boundary boundary) throws IOException {
        long bytes = 0;
        for (Path file : found) {
            boundary.forReading(file);
            if (!Files.isReadable(file)) {
                throw new DataException(file + " may not be read by this process; change its permissions");
            }
            bytes += Files.size(file);
        }
        return new SourceFiles(source, List.copyOf(found), bytes);
    }

    private static List<Path> search(String location, Boundary boundary, boolean mayBeNone) throws IOException {
        if (isPattern(location) && !boundary.holds(location)) {
            return matching(location, boundary, mayBeNone);
        }
        Path path = boundary.locate(location);
        if (Files.isDirectory(path)) {
            return inside(boundary.forReading(path), mayBeNone);
        }
        if (!Files.exists(path)) {
            throw new DataException("there is no file " + path.toAbsolutePath()
                    + "; check the path, or wait for the file before this job is enqueued");
        }
        return new ArrayList<>(List.of(path));
    }

    private static List<Path> inside(Path folder, boolean mayBeNone) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, SourceFiles::isData)) {
            entries.forEach(found::add);
        }
        if (found.isEmpty() && !mayBeNone) {
            throw new DataException("there is no file in the folder " + folder
                    + "; names that begin with a dot or an underscore do not count");
        }
        return found;
    }

    private static boolean isData(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith("_") && isVisible(file);
    }

    private static boolean isVisible(Path file) {
        return !String.valueOf(file.getFileName()).startsWith(".") && Files.isRegularFile(file);
    }

    private static boolean isPattern(String location) {
        return location.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** The folder before the first wildcard is walked; the rest is matched against the paths below it. */
    private static List<Path> matching(String location, Boundary boundary, boolean mayBeNone) throws IOException {
        String unified = location.replace(File.separatorChar, '/');
        int wildcard =
                (int) unified.chars().takeWhile(c -> "*?[{".indexOf(c) < 0).count();
        int slash = unified.lastIndexOf('/', wildcard);
        String pattern = unified.substring(slash + 1);
        Path folder = boundary.locate(slash < 0 ? "." : unified.substring(0, slash + 1));
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no folder " + folder.toAbsolutePath() + ", where the pattern '" + location
                    + "' begins; check the path");
        }
        boundary.forReading(folder);
        List<Path> found = walk(folder, pattern);
        if (found.isEmpty() && !mayBeNone) {
            throw new DataException("no file matches '" + pattern + "' in the folder " + folder.toAbsolutePath()
                    + "; check the pattern (* stays within a folder, ** does not)");
        }
        return found;
    }

    private static List<Path> walk(Path folder, String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        int depth = pattern.contains("**")
                ? Integer.MAX_VALUE
                : 1 + (int) pattern.chars().filter(c -> c == '/').count();
        try (Stream<Path> all = Files.walk(folder, depth)) {
            List<Path> found = new ArrayList<>();
            all.filter(file -> matcher.matches(folder.relativize(file)) && isVisible(file))
                    .forEach(found::add);
            return found;
        }
    }

    /** One of the files, to be read as the source says. */
    Dataset dataset(Path file) {
        return new Dataset(source.format(), file.toString(), source.options(), source.schema(), source.rows());
    }

    /** The same as long as the files, their sizes and their times are. */
    String fingerprint() throws IOException {
        long hash = 1;
        for (Path file : files) {
            hash = 31 * hash + file.toString().hashCode();
            hash = 31 * hash + Files.size(file);
            hash = 31 * hash + Files.getLastModifiedTime(file).toMillis();
        }
        return files.size() + "-" + Long.toHexString(hash);
    }

    /** What all of them are called together: the name of the one file, or that of the folder or pattern. */
    String name() {
        return files.size() == 1 ? String.valueOf(files.get(0).getFileName()) : source.name();
    }
}
