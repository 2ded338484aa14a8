package io.github.steadwork.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Where threads come from. The only class that knows that Java 21 brought virtual threads. */
final class WorkerThreads {

    private WorkerThreads() {}

    /** Threads for jobs: virtual where the JDK has them, otherwise daemon threads of the platform. */
    static ThreadFactory forJobs(String name) {
        return virtual(name + "-").orElseGet(() -> daemons(name));
    }

    /** Daemon threads of the platform, for the engine's own loops. */
    static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One thread that keeps the JVM alive as long as it runs. */
    static Thread keepingAlive(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(false);
        return thread;
    }

    /** {@code Thread.ofVirtual().name(prefix, 0).factory()}, looked up, for the baseline is Java 17. */
    private static Optional<ThreadFactory> virtual(String prefix) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle make = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle name =
                    lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return Optional.of((ThreadFactory) factory.invoke(name.invoke(make.invoke(), prefix, 0L)));
        } catch (Throwable notThere) {
            return Optional.empty();
        }
    }
}
