package io.github.steadwork.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A worker process. It says that it is ready, and then works until it is told to end or until nobody reads what it says any more. */
public final class WorkerMain {

    /** What it says when it works. */
    public static final String READY = "The worker is ready.";

    private static final int CONNECTIONS = 6;
    private static final long CONNECTION_TIMEOUT_MS = 3_000;
    private static final long START_TIMEOUT_MS = 30_000;

    private WorkerMain() {}

    /** Works; see {@link WorkerOptions} for the words. */
    @SuppressWarnings("SystemOut") // its starter listens there
    public static void main(String[] words) throws IOException {
        WorkerOptions options = WorkerOptions.parse(List.of(words));
        JobEngine engine = engine(options, dataSource(options));
        engine.start();
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // its starter says nothing as long as it lives
        }
        Runtime.getRuntime().halt(1);
    }

    private static JobEngine engine(WorkerOptions options, DataSource dataSource) throws IOException {
        Deeds deeds = new Deeds(new Ledger(options.ledger()).pen(options.name()), options.gates(), options.name());
        JobEngine.Builder builder = JobEngine.builder()
                .config(JobConfig.builder().properties(options.settings()).build())
                .queue(JdbcJobQueue.builder(dataSource).build())
                .clock(InstantSource.offset(InstantSource.system(), options.clockShift()))
                .listener(deeds)
                .register(Deed.TYPE, deeds::run);
        return options.knowsRareDeeds()
                ? builder.register(Deed.RARE_TYPE, deeds::run).build()
                : builder.build();
    }

    /** A pool as applications have one, which does not wait long where there is nothing to wait for. */
    private static DataSource dataSource(WorkerOptions options) {
        PGSimpleDataSource real = new PGSimpleDataSource();
        real.setUrl(options.url());
        HikariConfig config = new HikariConfig();
        config.setDataSource(
                options.losesRepliesOf().isEmpty()
                        ? real
                        : ReplyLoss.in(real, name -> name.startsWith(options.losesRepliesOf())));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setInitializationFailTimeout(START_TIMEOUT_MS);
        return new HikariDataSource(config);
    }
}
