package io.github.steadwork.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.QueueManager;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Enqueues a job in the transaction that writes what the job is about: there are both in the end, or neither. */
public final class TransactionalEnqueue {

    private static final JobType<String, String> SHIP = JobType.of("ship", String.class, String.class);

    private final DataSource shop;
    private final JdbcJobQueue queue;
    private final QueueManager jobs;

    private TransactionalEnqueue(DataSource shop, JdbcJobQueue queue, QueueManager jobs) {
        this.shop = shop;
        this.queue = queue;
        this.jobs = jobs;
    }

    /** Runs the example. */
    public static void main(String[] args) throws SQLException, InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:shop");
        config.setMaximumPoolSize(8);
        try (HikariDataSource shop = new HikariDataSource(config);
                JdbcJobQueue queue = JdbcJobQueue.builder(shop).build();
                JobEngine engine = JobEngine.builder()
                        .queue(queue)
                        .register(SHIP, (item, context) -> "shipped the " + item)
                        .start()) {
            createTable(shop);
            TransactionalEnqueue orders = new TransactionalEnqueue(shop, queue, engine.jobs());
            JobHandle<String> teapot = orders.take("teapot", true);
            JobHandle<String> kettle = orders.take("kettle", false);
            System.out.println(teapot.await(Duration.ofSeconds(10)));
            System.out.println("a job for the kettle: " + kettle.find().isPresent());
        }
    }

    private static void createTable(DataSource shop) throws SQLException {
        try (Connection connection = shop.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customer_order (item varchar PRIMARY KEY)");
        }
    }

    private JobHandle<String> take(String item, boolean goesWell) throws SQLException {
        try (Connection connection = shop.getConnection()) {
            connection.setAutoCommit(false);
            write(item, connection);
            JobHandle<String> shipping = jobs.through(queue.within(connection)).enqueue(SHIP, item);
            if (goesWell) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return shipping;
        }
    }

    private static void write(String item, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO customer_order VALUES (?)")) {
            insert.setString(1, item);
            insert.executeUpdate();
        }
    }
}
