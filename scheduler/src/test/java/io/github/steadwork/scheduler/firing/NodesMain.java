package io.github.steadwork.scheduler.firing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.DatabaseTime;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process of several nodes that fire when they are told to, at the time that they are told. It reads lines: {@code to MILLIS HOLD} moves
 * its time to so long after the database's and lets all nodes fire; {@code go} releases a node that holds.
 */
final class NodesMain {

    /** What it says begins like this; other lines are not its own. */
    static final String VOICE = "nodes: ";

    static final String READY = "ready";
    static final String DONE = "done";
    static final String HOLDING = "holding";
    static final String GO = "go";

    /** Where the first node that fires stands still. */
    enum Hold {
        NOWHERE,
        BEFORE_THE_WRITE,
        AFTER_THE_WRITE
    }

    private static final AtomicReference<Hold> HOLD = new AtomicReference<>(Hold.NOWHERE);
    private static final Semaphore RELEASES = new Semaphore(0);

    private NodesMain() {}

    /** Words: the database, how many nodes. */
    public static void main(String[] words) throws Exception {
        int count = Integer.parseInt(words[1]);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(words[0]);
        config.setMaximumPoolSize(count + 1);
        DatabaseTime time = new DatabaseTime();
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try (HikariDataSource source = new HikariDataSource(config);
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            List<Callable<Integer>> nodes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                nodes.add(node(source, time)::fireDue);
            }
            say(READY);
            Duration now = Duration.ZERO;
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.equals(GO)) {
                    RELEASES.release();
                    continue;
                }
                String[] parts = order.split(" ", -1);
                Duration next = Duration.ofMillis(Long.parseLong(parts[1]));
                time.advance(next.minus(now));
                now = next;
                HOLD.set(Hold.valueOf(parts[2]));
                threads.execute(() -> fire(nodes, threads));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static Scheduler node(HikariDataSource source, DatabaseTime time) {
        JdbcJobQueue queue = JdbcJobQueue.builder(source).wakeUp(false).build();
        time.add(queue);
        JobEngine engine = JobEngine.builder()
                .queue(holding(queue))
                .register(ClusterTest.TYPE, (payload, context) -> null)
                .build();
        return Scheduler.on(engine).build();
    }

    private static void fire(List<Callable<Integer>> nodes, ExecutorService threads) {
        try {
            List<Future<Integer>> looks = new ArrayList<>();
            nodes.forEach(node -> looks.add(threads.submit(node)));
            for (Future<Integer> look : looks) {
                look.get();
            }
            HOLD.set(Hold.NOWHERE);
            say(DONE);
        } catch (Exception e) {
            say(e.toString());
        }
    }

    private static QueueBackend holding(QueueBackend backend) {
        return (QueueBackend) Proxy.newProxyInstance(
                QueueBackend.class.getClassLoader(),
                new Class<?>[] {QueueBackend.class},
                (proxy, method, arguments) -> {
                    boolean fires = method.getName().equals("enqueue")
                            && !((EnqueueBatch) arguments[0]).jobs().isEmpty();
                    Hold hold = fires ? HOLD.getAndSet(Hold.NOWHERE) : Hold.NOWHERE;
                    if (hold == Hold.BEFORE_THE_WRITE) {
                        hold();
                    }
                    try {
                        return method.invoke(backend, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (hold == Hold.AFTER_THE_WRITE) {
                            hold();
                        }
                    }
                });
    }

    private static void hold() throws InterruptedException {
        say(HOLDING);
        RELEASES.acquire();
    }

    @SuppressWarnings("SystemOut") // its starter listens there
    private static void say(String word) {
        System.out.println(VOICE + word);
        System.out.flush();
    }
}
