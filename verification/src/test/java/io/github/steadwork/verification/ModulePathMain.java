package io.github.steadwork.verification;

import com.sun.net.httpserver.HttpServer;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.jobs.analysis.ReportGenerationJob;
import io.github.steadwork.jobs.analysis.ReportSpec;
import io.github.steadwork.jobs.analysis.StatisticalAnalysisJob;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.ingestion.database.DatabaseIngestion;
import io.github.steadwork.jobs.ingestion.database.DatabaseIngestionJob;
import io.github.steadwork.jobs.ingestion.database.DatabaseSource;
import io.github.steadwork.jobs.ingestion.database.Incremental;
import io.github.steadwork.jobs.ingestion.http.ApiIncremental;
import io.github.steadwork.jobs.ingestion.http.ApiIngestion;
import io.github.steadwork.jobs.ingestion.http.ApiIngestionJob;
import io.github.steadwork.jobs.ingestion.http.ApiStream;
import io.github.steadwork.jobs.ingestion.http.Pagination;
import io.github.steadwork.jobs.processing.aggregate.AggregationSpec;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.aggregate.Measure;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec;
import io.github.steadwork.jobs.processing.profile.DataProfileJob;
import io.github.steadwork.jobs.processing.profile.ProfileSpec;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.transform.TransformSpec;
import io.github.steadwork.jobs.processing.transform.TransformStep;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.jobs.processing.validate.ValidationRule;
import io.github.steadwork.jobs.processing.validate.ValidationSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.http.HttpAccess;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;

/** Runs each of the ready-made jobs once; prints each type's name when its result has been read. */
final class ModulePathMain {

    private static final String KEY = "key";

    private final JobEngine engine;
    private final Path folder;
    private final Dataset orders;

    private ModulePathMain(JobEngine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
        this.orders = rows("orders");
    }

    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        Files.writeString(folder.resolve("orders.csv"), "id,name\n1,a\n2,b\n2,b\n");
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:modules;DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("CREATE TABLE orders AS SELECT 1 AS id, 2 AS changed");
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = "[{\"id\": 1, \"at\": \"2026-01-01\"}]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        HttpAccess access = HttpAccess.builder().allowPrivateAddresses().build();
        try (JobEngine engine = JobEngine.builder()
                .queue(new InMemoryJobQueue())
                .register(new FileIngestionJob())
                .register(new DatabaseIngestionJob(Connections.of("db", database)))
                .register(new ApiIngestionJob(access).withWorkFolder(folder.resolve("work")))
                .register(new DataTransformJob())
                .register(new DataValidationJob())
                .register(new DataDeduplicationJob())
                .register(new DataAggregationJob())
                .register(new DataProfileJob())
                .register(new StatisticalAnalysisJob())
                .register(new ReportGenerationJob())
                .start()) {
            ModulePathMain jobs = new ModulePathMain(engine, folder);
            jobs.ingest("http:/" + server.getAddress() + "/orders");
            jobs.process();
            jobs.analyse();
        } finally {
            server.stop(0);
        }
    }

    private void ingest(String url) throws InterruptedException {
        Path csv = folder.resolve("orders.csv");
        run(JobRequest.of(
                FileIngestionJob.TYPE, FileIngestion.csv(csv).onlyNew(KEY).to(orders)));
        run(JobRequest.of(
                DatabaseIngestionJob.TYPE,
                DatabaseIngestion.of(DatabaseSource.table("db", "orders")
                        .key("id")
                        .incremental(Incremental.by("changed"))
                        .to(rows("database")))));
        run(JobRequest.of(
                ApiIngestionJob.TYPE,
                ApiIngestion.of(ApiStream.get("orders", url)
                        .pages(Pagination.single())
                        .incremental(ApiIncremental.by("at").in("since"))
                        .to(rows("api")))));
    }

    private void process() throws InterruptedException {
        run(JobRequest.of(
                DataTransformJob.TYPE,
                TransformSpec.builder()
                        .input(orders)
                        .output(rows("transformed"))
                        .steps(TransformStep.derive("twice", "id * 2"))
                        .build()));
        run(JobRequest.of(
                DataValidationJob.TYPE,
                ValidationSpec.builder()
                        .input(orders)
                        .output(rows("valid"))
                        .rules(ValidationRule.required("name"))
                        .build()));
        run(JobRequest.of(
                DataDeduplicationJob.TYPE,
                DeduplicationSpec.builder().input(orders).output(rows("once")).build()));
        run(JobRequest.of(
                DataAggregationJob.TYPE,
                AggregationSpec.builder()
                        .input(orders)
                        .output(rows("groups"))
                        .groupBy("name")
                        .measures(Measure.count())
                        .strategy(Strategy.mapReduce(2, folder.resolve("chunks")))
                        .build()));
        run(JobRequest.of(DataProfileJob.TYPE, ProfileSpec.of(orders)));
    }

    private void analyse() throws InterruptedException {
        run(JobRequest.of(StatisticalAnalysisJob.TYPE, StatisticsSpec.of(orders)));
        run(JobRequest.of(
                ReportGenerationJob.TYPE,
                ReportSpec.builder("Orders", folder.resolve("report.html"))
                        .data("orders", orders)
                        .add(Figures.of(Figure.count("Orders", "orders")))
                        .build()));
    }

    private Dataset rows(String name) {
        return Dataset.rows(folder.resolve(name + ".rows"));
    }

    private void run(JobRequest<?, ?> request) throws InterruptedException {
        engine.jobs().enqueue(request).await(Duration.ofSeconds(60));
        System.out.println(request.type().name());
    }
}
