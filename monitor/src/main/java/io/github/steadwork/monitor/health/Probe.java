package io.github.steadwork.monitor.health;

import io.github.steadwork.monitor.health.HealthCheck.Finding;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a check on a thread of its own, one question at a time. */
final class Probe {

    private final HealthCheck check;
    private CompletableFuture<Finding> asked = CompletableFuture.completedFuture(Finding.up(""));

    Probe(HealthCheck check) {
        this.check = check;
    }

    HealthCheck check() {
        return check;
    }

    /** Asks, unless an earlier question has not been answered yet. */
    synchronized void ask() {
        if (!asked.isDone()) {
            return;
        }
        CompletableFuture<Finding> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> look(answer), "steadwork-health-" + check.name());
        thread.setDaemon(true);
        thread.start();
        asked = answer;
    }

    private void look(CompletableFuture<Finding> answer) {
        try {
            answer.complete(check.look());
        } catch (Throwable error) {
            answer.complete(new Finding(HealthStatus.DOWN, error.toString()));
        }
    }

    private synchronized CompletableFuture<Finding> asked() {
        return asked;
    }

    HealthReport.Component answer(Duration within) {
        Finding finding;
        try {
            finding = asked().get(Math.max(1, within.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            finding = new Finding(HealthStatus.DOWN, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finding = new Finding(HealthStatus.DOWN, "interrupted");
        } catch (ExecutionException never) {
            throw new AssertionError(never);
        }
        return new HealthReport.Component(check.name(), finding.status(), finding.reason());
    }
}
