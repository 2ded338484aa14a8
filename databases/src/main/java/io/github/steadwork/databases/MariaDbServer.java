package io.github.steadwork.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real MariaDB 11.4 with its default settings, from binaries that the Maven profile {@code mariadb} brings; without it there are none. Instead, a running server can be given by
 * its JDBC URL. One thread at a time may stop and start it.
 */
public final class MariaDbServer implements DatabaseServer, AutoCloseable {
    /** The system property or environment variable with the JDBC URL of a server that tests may create databases on. */
    public static final String GIVEN_URL = "STEADWORK_TEST_MARIADB_URL";

    private static final String ORDERLY = "TERM";
    private static final String CRASH = "KILL";

    private final Path folder;
    private final int port;
    private final List<String> command;
    private ServerProcess process;

    private MariaDbServer(Path binaries, Path folder) throws IOException {
        this.folder = folder;
        this.port = Databases.freePort();
        createData(binaries);
        this.command = List.of(
                binaries.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + data(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // The key for it would take seconds to make.
                "--skip-ssl",
                // Nobody pulls the plug on it, so nothing needs to wait for the disk.
                "--innodb-flush-log-at-trx-commit=0",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--user=" + System.getProperty("user.name"));
        this.process = launch();
    }

    /** Starts a server of its own; illegal without the binaries. */
    public static MariaDbServer start() throws IOException {
        Path binaries = Unpacked.folder(MariaDbBinaries.NAME, MariaDbBinaries::unpackInto);
        return new MariaDbServer(binaries, Files.createTempDirectory("steadwork-mariadb-"));
    }

    /** Whether {@link #start()} finds binaries. */
    public static boolean canStart() {
        return MariaDbBinaries.areThere();
    }

    /**
     * The one server that all tests of this JVM share: the given one, or else one that is started when first asked for and ends with the JVM. Empty where there is neither a given one
     * nor binaries.
     */
    public static Optional<DatabaseServer> shared() {
        return Shared.SERVER;
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=root";
    }

    @Override
    public String newDatabase() {
        return GivenMariaDb.urlOf(url(), Databases.create(url()));
    }

    /** Stops the server in order, whoever is connected; its data stay. Nothing happens when it is stopped already. */
    public void stop() throws IOException {
        process.end(ORDERLY);
    }

    /** Starts a stopped server again, on the same port and with the same data, and waits until it answers. */
    public void startAgain() throws IOException {
        if (process.isAlive()) {
            throw new IllegalStateException("the server is running");
        }
        process = launch();
    }

    /** Ends the server and deletes its data. */
    @Override
    public void close() throws IOException {
        process.end(CRASH);
        Unpacked.delete(folder);
    }

    private void createData(Path binaries) throws IOException {
        List<String> install = List.of(
                "sh",
                binaries.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + data(),
                "--user=" + System.getProperty("user.name"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--force");
        ServerProcess.run(install, folder.resolve("install.log"));
    }

    private ServerProcess launch() throws IOException {
        ServerProcess started = ServerProcess.start(command, Map.of(), folder);
        Databases.awaitAnswer(started, url());
        return started;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static final class Shared {
        static final Optional<DatabaseServer> SERVER = GivenMariaDb.find().or(Shared::startForAll);

        private static Optional<DatabaseServer> startForAll() {
            try {
                return canStart() ? Optional.of(start()) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
