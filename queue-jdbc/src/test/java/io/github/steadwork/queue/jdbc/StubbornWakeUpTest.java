package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That wake-ups outlive what goes wrong. */
@Timeout(60)
final class StubbornWakeUpTest {

    private static final PostgresWakeUp.Timing IMPATIENT =
            new PostgresWakeUp.Timing(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1));

    private final Semaphore heard = new Semaphore(0);

    private void awaitHint() throws InterruptedException {
        assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threadsSurviveWhateverASourceThrows() throws InterruptedException {
        String url = TestedDatabase.POSTGRESQL.newUrl();
        AtomicInteger throwing = new AtomicInteger();
        try (Raw raw = new Raw(url)) {
            DataSource moody = new Moody(raw.source(), throwing);
            PostgresWakeUp listening = new PostgresWakeUp(moody, "steadwork_", heard::release, IMPATIENT);
            PostgresWakeUp telling = new PostgresWakeUp(moody, "steadwork_", () -> {}, IMPATIENT);
            throwing.set(4);
            listening.listen();
            awaitHint();
            throwing.set(2);
            telling.tell();
            while (throwing.get() > 0) {
                telling.tell();
                Thread.onSpinWait();
            }
            heard.drainPermits();

            telling.tell();

            awaitHint();
            telling.close();
            listening.close();
        }
    }

    @Test
    void aConnectionThatLeadsNowhereIsGivenUp() throws InterruptedException, IOException {
        String url = TestedDatabase.POSTGRESQL.newUrl();
        try (Relay relay = new Relay(url);
                Raw far = new Raw(relay.url(url));
                Raw near = new Raw(url)) {
            PostgresWakeUp listening = new PostgresWakeUp(far.source(), "steadwork_", heard::release, IMPATIENT);
            PostgresWakeUp telling = new PostgresWakeUp(near.source(), "steadwork_", () -> {}, IMPATIENT);
            listening.listen();
            awaitHint();
            relay.forgetConnections();
            awaitHint(); // that it listens anew

            telling.tell();

            awaitHint();
            telling.close();
            listening.close();
        }
    }

    /** Throws an exception or an error so many times, and then behaves. */
    private record Moody(DataSource source, AtomicInteger throwing) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            int left = throwing.getAndUpdate(before -> Math.max(0, before - 1));
            if (left % 2 == 1) {
                throw new IllegalStateException("out of temper");
            } else if (left > 0) {
                throw new StackOverflowError("out of temper");
            }
            return source.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return source.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return source.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter writer) throws SQLException {
            source.setLogWriter(writer);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            source.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return source.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return source.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return source.isWrapperFor(type);
        }
    }
}
