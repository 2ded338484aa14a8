package io.github.steadwork.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps jobs in PostgreSQL, by way of a pool of connections. Start it on as many machines as you like: they share the work. The
 * first argument is the URL of a database, as {@code jdbc:postgresql://localhost/app?user=app}; the tables are made in it.
 */
public final class OnPostgres {

    private static final JobType<Integer, Integer> SQUARE = JobType.of("square", Integer.class, Integer.class);

    private OnPostgres() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setMaximumPoolSize(8); // one for wake-ups, a few for the engine, the rest for the application
        try (HikariDataSource source = new HikariDataSource(config);
                JdbcJobQueue queue = JdbcJobQueue.builder(source).build();
                JobEngine engine = JobEngine.builder()
                        .queue(queue)
                        .register(SQUARE, (number, context) -> number * number)
                        .start()) {
            List<JobRequest<Integer, Integer>> requests = new ArrayList<>();
            for (int number = 1; number <= 100; number++) {
                requests.add(JobRequest.of(SQUARE, number));
            }
            engine.jobs().enqueueAll(requests);
            JobHandle<Integer> last = engine.jobs().handle(requests.get(99).id(), SQUARE);
            System.out.println("the square of 100 is " + last.await(Duration.ofSeconds(30)));
        }
    }
}
