package io.github.steadwork.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL 18 with its default settings (fsync and synchronous commit on), started from binaries that Maven brings. The first start on a machine unpacks them, which takes
 * some seconds. One thread at a time may stop and start it.
 */
public final class PostgresServer implements DatabaseServer, AutoCloseable {
    private static final String BINARIES = "postgres-18.6.0";
    private static final String FAST = "INT";
    private static final String IMMEDIATE = "QUIT";

    private final Path folder;
    private final int port;
    private final RunAs runAs;
    private final List<String> command;
    private ServerProcess process;

    private PostgresServer(Path binaries, Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.port = Databases.freePort();
        this.runAs = RunAs.fitting(folder);
        createData(binaries);
        this.command = runAs.command(command(binaries, settings));
        this.process = launch();
    }

    /** Starts a server of its own. */
    public static PostgresServer start() throws IOException {
        return start(Map.of());
    }

    /** Starts a server of its own with settings that differ from PostgreSQL's defaults, such as {@code max_connections}. */
    public static PostgresServer start(Map<String, String> settings) throws IOException {
        Path binaries = Unpacked.folder(BINARIES, PostgresServer::unpack);
        return new PostgresServer(binaries, Files.createTempDirectory("steadwork-postgres-"), settings);
    }

    /**
     * The one server that all tests of this JVM share; started when first asked for, ended with the JVM. It does not wait for the disk, so a crash of it would lose data, and it says nothing of speed.
     * Leave it running: stop, crash and measure only servers of your own.
     */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    @Override
    public String url() {
        return url("postgres");
    }

    /** The superuser, who needs no password. */
    public String user() {
        return "postgres";
    }

    public int port() {
        return port;
    }

    @Override
    public String newDatabase() {
        return url(Databases.create(url()));
    }

    /** Stops the server in order, but without waiting for those who are connected; its data stay. Nothing happens when it is stopped already. */
    public void stop() throws IOException {
        process.end(FAST);
    }

    /** Ends the server at once, as if the machine had lost power: at the next start it recovers from its log. */
    public void crash() throws IOException {
        process.end(IMMEDIATE);
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
        process.end(IMMEDIATE);
        Unpacked.delete(folder);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    private void createData(Path binaries) throws IOException {
        runAs.giveOver(folder);
        List<String> initdb = List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data(),
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        ServerProcess.run(runAs.command(initdb), folder.resolve("initdb.log"));
    }

    private List<String> command(Path binaries, Map<String, String> settings) {
        List<String> words = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                data(),
                "-c",
                "port=" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
        settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return words;
    }

    private ServerProcess launch() throws IOException {
        ServerProcess started = ServerProcess.start(command, Map.of(), folder);
        Databases.awaitAnswer(started, url());
        return started;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static void unpack(Path folder) throws IOException {
        String archive = "/postgres-linux-" + architecture() + ".txz";
        try (InputStream stream = PostgresServer.class.getResourceAsStream(archive)) {
            if (stream == null) {
                throw new IOException("the class path has no " + archive + ": tests with PostgreSQL run on Linux");
            }
            TarXz.unpack(stream, folder);
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    private static final class Shared {
        static final PostgresServer SERVER = startForAll();

        private static PostgresServer startForAll() {
            try {
                return start(Map.of("fsync", "off", "full_page_writes", "off"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
