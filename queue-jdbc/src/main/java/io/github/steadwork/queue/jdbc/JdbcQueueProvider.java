package io.github.steadwork.queue.jdbc;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueProvider;
import java.time.InstantSource;

/**
 * Opens the queue for {@code JOB_QUEUE_BACKEND=jdbc}, in the database that {@code JOB_BROKER_URL} names, as
 * {@code jdbc:postgresql://localhost/app?user=app&password=...} or {@code jdbc:h2:./jobs}. The driver has to be on the class path.
 * Applications that have a data source give it to {@link JdbcJobQueue#builder} instead.
 */
public final class JdbcQueueProvider implements QueueProvider {

    /** Called by the service loader. */
    public JdbcQueueProvider() {}

    @Override
    public String name() {
        return "jdbc";
    }

    /** {@inheritDoc} The clock is not used: the database has its own. */
    @Override
    public QueueBackend open(JobConfig config, InstantSource clock) {
        String url = config.brokerUrl()
                .filter(text -> text.startsWith("jdbc:"))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "JOB_BROKER_URL is "
                                        + (config.brokerUrl().isEmpty() ? "empty" : "not a JDBC URL")
                                        + ", allowed is a URL that begins with jdbc:, as jdbc:postgresql://localhost/app?user=app&password=..."));
        return JdbcJobQueue.open(url);
    }
}
