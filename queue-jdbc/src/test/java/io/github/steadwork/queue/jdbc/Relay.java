package io.github.steadwork.queue.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and its database whose connections can be left half-open: each side still believes in the other. */
final class Relay implements AutoCloseable {

    private final ServerSocket entrance;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> dead = ConcurrentHashMap.newKeySet();
    private final Set<Thread> pumps = ConcurrentHashMap.newKeySet();

    /** To the database of this URL. */
    Relay(String url) throws IOException {
        port = portOf(url);
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    private static int portOf(String url) {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    /** The same database, by this way. */
    String url(String direct) {
        return direct.replaceFirst(":" + port + "/", ":" + entrance.getLocalPort() + "/");
    }

    /** From now on nothing passes on the connections that there are, and nobody is told; new ones work. */
    void forgetConnections() {
        dead.addAll(pumps);
    }

    private Thread begin(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(client);
                sockets.add(server);
                pumps.add(begin(() -> pump(client, server)));
                pumps.add(begin(() -> pump(server, client)));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 14];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (!dead.contains(Thread.currentThread())) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException closed) {
            // one side is gone, and so is the other
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
