package io.github.steadwork.databases;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of unpacked binaries below the folder for temporary files, kept from one run to the next. The first who needs one unpacks it; others, in this JVM or in another one, wait
 * for a lock and find it ready.
 */
final class Unpacked {
    @FunctionalInterface
    interface Unpacker {
        void unpackInto(Path folder) throws IOException;
    }

    private static final String READY = ".ready";

    private Unpacked() {}

    /** The folder of that name. What an earlier, interrupted attempt left behind is deleted and unpacked anew. */
    static synchronized Path folder(String name, Unpacker unpacker) throws IOException {
        Path all =
                Path.of(System.getProperty("java.io.tmpdir"), "steadwork-databases-" + System.getProperty("user.name"));
        Files.createDirectories(all);
        Path folder = all.resolve(name);
        try (FileChannel channel = FileChannel.open(
                        all.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(folder.resolve(READY)) && lock.isValid()) {
                delete(folder);
                Files.createDirectories(folder);
                unpacker.unpackInto(folder);
                Files.createFile(folder.resolve(READY));
            }
        }
        return folder;
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
