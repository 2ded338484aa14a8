package io.github.steadwork.jobs.ingestion;

import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that have been read, by their paths. Immutable.
 *
 * @param files what each looked like
 */
record SeenFiles(Map<String, Look> files) {

    static final SeenFiles NONE = new SeenFiles(Map.of());

    /** More would make a document that is read and written with every job too large. */
    private static final int MOST_FILES = 20_000;

    private static final int BUFFER = 1 << 16;

    /**
     * What a file looked like.
     *
     * @param size in bytes
     * @param modified when it was last written, in milliseconds since 1970
     * @param hash of its content, SHA-256
     */
    record Look(long size, long modified, String hash) {}

    SeenFiles {
        files = Map.copyOf(files);
    }

    /**
     * Finds out which of these files are new or have changed. The content is read only where the time has changed.
     *
     * @param changed where those are added
     * @return what all of these files look like now; those that are gone are forgotten
     */
    SeenFiles look(List<Path> found, List<Path> changed) throws IOException {
        if (found.size() > MOST_FILES) {
            throw new DataException("there are " + found.size() + " files, but no more than " + MOST_FILES
                    + " can be told apart; archive those that have been read");
        }
        Map<String, Look> now = new TreeMap<>();
        for (Path file : found) {
            Look before = files.get(key(file));
            Look look = look(file, before);
            now.put(key(file), look);
            if (before == null || before.size() != look.size() || !before.hash().equals(look.hash())) {
                changed.add(file);
            }
        }
        return new SeenFiles(now);
    }

    private static String key(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static Look look(Path file, @Nullable Look before) throws IOException {
        long size = Files.size(file);
        long modified = Files.getLastModifiedTime(file).toMillis();
        if (before != null && before.size() == size && before.modified() == modified) {
            return before;
        }
        return new Look(size, modified, hash(file));
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** These files, and in place of those with the same path the others. */
    SeenFiles with(SeenFiles others) {
        Map<String, Look> both = new TreeMap<>(files);
        both.putAll(others.files);
        both.keySet().removeIf(path -> !others.files.containsKey(path) && !Files.exists(Path.of(path)));
        return new SeenFiles(both);
    }
}
