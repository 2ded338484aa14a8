package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import javax.sql.DataSource;

/** A process that copies a table, and says whenever it asks for a connection to do so. */
final class CopyMain {

    static final String CONNECTS = "connects";
    static final String DONE = "done";

    private CopyMain() {}

    static DatabaseIngestion spec() {
        return DatabaseIngestion.of(DatabaseSource.table("shop", "orders")
                        .incremental(Incremental.by("changed"))
                        .to(TableTarget.insert("shop", "copied").perChunk()))
                .withChunkRows(50);
    }

    /** Takes the URL of the database. */
    @SuppressWarnings("SystemOut") // its starter listens there
    public static void main(String[] words) throws Exception {
        DataSource real = new UrlSource(words[0]);
        DataSource told = (DataSource) Proxy.newProxyInstance(
                CopyMain.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    System.out.println(CONNECTS);
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        JobConfig config = JobConfig.builder().set(JobSetting.LEASE_TIME, "1s").build();
        try (JobEngine engine = JobEngine.builder()
                .config(config)
                .queue(JdbcJobQueue.builder(real).build())
                .register(new DatabaseIngestionJob(Connections.of("shop", told)))
                .start()) {
            JobRequest<DatabaseIngestion, DatabaseIngestionResult> request =
                    JobRequest.of(DatabaseIngestionJob.TYPE, spec());
            engine.jobs().enqueue(request.unique("copy")).await(Duration.ofSeconds(60));
            System.out.println(DONE);
        }
    }
}
