package io.github.steadwork.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A network between workers and their database that can be held up and cut. It listens on loopback. */
public final class Wire implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final CountDownLatch OPEN = new CountDownLatch(0);

    private final ServerSocket entrance;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch hold = OPEN;
    private volatile Duration delay = Duration.ZERO;

    private Wire(ServerSocket entrance, int port) {
        this.entrance = entrance;
        this.port = port;
    }

    /** A wire to the server on this port. */
    public static Wire to(int port) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        begin("wire-entrance", wire::accept);
        return wire;
    }

    /** The same database as this URL's, reached by this wire. */
    public String url(String direct) {
        return direct.replaceFirst(":" + port + "/", ":" + entrance.getLocalPort() + "/");
    }

    /** Lets nothing pass any more; nobody is told. */
    public void hold() {
        hold = new CountDownLatch(1);
    }

    /** Lets pass what was held up, and all that follows. */
    public void release() {
        CountDownLatch held = hold;
        hold = OPEN;
        held.countDown();
    }

    /** Breaks all connections; what was held up is lost. New connections are possible, and held up if the wire is. */
    public void cut() {
        sockets.forEach(Wire::closeQuietly);
        sockets.clear();
    }

    /** From now on, what is sent takes so long to arrive. */
    public void delay(Duration delay) {
        this.delay = delay;
    }

    /** Breaks all connections for good; whoever tries to connect is refused. */
    public void tearDown() {
        closeQuietly(entrance);
        cut();
    }

    @Override
    public void close() {
        tearDown();
        release();
    }

    private void accept() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void connect(Socket near) {
        sockets.add(near);
        begin("wire-in", () -> {
            try {
                pass();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(far);
                far.setTcpNoDelay(true);
                near.setTcpNoDelay(true);
                begin("wire-out", () -> pump(far, near));
                pump(near, far);
            } catch (IOException | InterruptedException e) {
                closeQuietly(near);
            }
        });
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                pass();
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException broken) {
            // both ends are closed now, which is all that they learn
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void pass() throws InterruptedException {
        hold.await();
        if (!delay.isZero()) {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void begin(String name, Runnable run) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        thread.start();
    }
}
