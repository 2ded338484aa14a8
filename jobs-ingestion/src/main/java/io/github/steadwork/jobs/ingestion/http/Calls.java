package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.pipeline.http.HttpAccess;
import io.github.steadwork.pipeline.http.HttpCall;
import io.github.steadwork.pipeline.http.HttpReply;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the calls of a stream, some ahead of their turn: no more at once than it may. Answers wait until they are asked for. */
final class Calls implements AutoCloseable {

    private final HttpAccess access;
    private final int most;
    private final ExecutorService threads;
    private final Map<HttpCall, Future<HttpReply>> ahead = new HashMap<>();

    Calls(HttpAccess access, int most) {
        this.access = access;
        this.most = most;
        this.threads = Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, "steadwork-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether another call may be made ahead. */
    boolean hasRoom() {
        return ahead.size() < most;
    }

    void begin(HttpCall call) {
        if (!ahead.containsKey(call)) {
            ahead.put(call, threads.submit(() -> access.send(call)));
        }
    }

    /** The answer, made now unless it was begun. */
    HttpReply take(HttpCall call) throws InterruptedException {
        begin(call);
        Future<HttpReply> answer = Objects.requireNonNull(ahead.get(call));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a call failed", e.getCause());
        } finally {
            ahead.remove(call);
        }
    }

    /** The answer was a bad one. */
    void forget(HttpCall call) {
        access.forget(call);
    }

    /** What of an address may be stored. */
    URI stored(URI address, Optional<String> credentials) {
        return access.withoutKey(address, credentials);
    }

    /** Gives up what was begun and is not needed. */
    void giveUp() {
        ahead.values().forEach(answer -> answer.cancel(true));
        ahead.clear();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
