package io.github.steadwork.databases;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What servers of every make need: a port, an answer, a new database. */
final class Databases {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_KNOCKS_MS = 20;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the server answers, or says from its log why it never will. */
    static void awaitAnswer(ServerProcess process, String url) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url)) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("the server does not answer; its log:\n" + process.log(), notYet);
                }
            }
            pause();
        }
    }

    /** Creates a database under a name that is new on a server that other JVMs may use too. */
    static String create(String url) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        execute(url, "CREATE DATABASE " + name);
        return name;
    }

    static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("could not run: " + sql, e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_KNOCKS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a server");
        }
    }
}
