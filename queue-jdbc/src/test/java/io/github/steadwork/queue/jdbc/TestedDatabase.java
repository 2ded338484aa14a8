package io.github.steadwork.queue.jdbc;

import io.github.steadwork.databases.DatabaseServer;
import io.github.steadwork.databases.MariaDbServer;
import io.github.steadwork.databases.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The databases that tests of this module run on; MariaDB only where a server can be had. */
enum TestedDatabase {
    POSTGRESQL,
    H2,
    SQLITE,
    MARIADB;

    /** Those that can be had here. */
    static List<TestedDatabase> all() {
        return Arrays.stream(values())
                .filter(database ->
                        database != MARIADB || MariaDbServer.shared().isPresent())
                .toList();
    }

    /** As {@link #all}, but for SQLite, whose transactions cannot run beside each other. */
    static List<TestedDatabase> withManyWriters() {
        return all().stream().filter(database -> database != SQLITE).toList();
    }

    /** The URL of a new, empty database. */
    String newUrl() {
        return switch (this) {
            case POSTGRESQL -> PostgresServer.shared().newDatabase();
            case H2 -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
            case SQLITE -> "jdbc:sqlite:" + newFile(".db");
            case MARIADB ->
                MariaDbServer.shared().map(DatabaseServer::newDatabase).orElseThrow();
        };
    }

    /** A name of a file that goes with the JVM. */
    static Path newFile(String ending) {
        try {
            Path folder = Files.createTempDirectory("steadwork-jdbc-");
            Path file = folder.resolve("jobs" + ending);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
