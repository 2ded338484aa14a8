package io.github.steadwork.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.Alert;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard file shows what Prometheus really gets, and all of it. */
final class DashboardTest {

    private static final Path DASHBOARD = Path.of("..", "docs", "grafana", "steadwork-jobs.json");
    private static final Pattern METRIC = Pattern.compile("\\bsteadwork_[a-z_]+\\b");
    private static final Pattern LABEL = Pattern.compile("\\b(?:by|sum by) \\(([a-z, ]+)\\)|([a-z]+)=~?\\\\\"");

    private String scrape = "";

    @BeforeEach
    void scrapeEveryMeter() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JobMetrics metrics = JobMetrics.of(registry);
        JobType<String, Void> type = JobType.of("send", String.class);
        try (InMemoryJobQueue backend = new InMemoryJobQueue();
                JobEngine engine = JobEngine.builder()
                        .queue(backend)
                        .register(type, (text, context) -> null)
                        .with(metrics)
                        .build()) {
            JobId id = engine.jobs().enqueue(type, "text").id();
            engine.runDue();
            metrics.refresh(engine);
            everyEvent(engine.jobs().find(id).orElseThrow()).forEach(engine::tell);
            scrape = registry.scrape();
        }
    }

    private static List<JobEvent> everyEvent(JobRecord job) {
        Exception error = new IllegalStateException("as an example");
        Alert alert = new Alert("failure-rate", "send", Alert.Severity.WARNING, "half of them fail", Instant.EPOCH);
        return List.of(
                new JobEvent.LeaseLost(job),
                new JobEvent.InterruptIgnored(job, Duration.ZERO),
                new JobEvent.HookFailed(job, "onStart", error),
                new JobEvent.Reclaimed(job.id(), "send", new WorkerId("gone", 1), false),
                new JobEvent.ScheduleFired("nightly", Instant.EPOCH, job.id(), "send"),
                new JobEvent.FiresSkipped("nightly", 3, "SKIP"),
                new JobEvent.ScheduleFailed("nightly", error, Duration.ZERO),
                new JobEvent.ScheduleDisabled("nightly", "too many failures"),
                new JobEvent.PipelineMoved("daily", "PENDING", "RUNNING", "its turn"),
                new JobEvent.BreakerMoved("type send", "open", "9 of 10 failed"),
                new JobEvent.ClaimsReduced("memory"),
                new JobEvent.AlertRaised(alert),
                new JobEvent.BackendFailed("claim", error, Duration.ZERO),
                new JobEvent.ListenerFailed(Object.class, new JobEvent.BackendRecovered("claim"), error));
    }

    private Set<String> scraped() {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .filter(name -> name.startsWith("steadwork_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> shown() throws IOException {
        return METRIC.matcher(Files.readString(DASHBOARD))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachMetricOfTheDashboardIsScraped() throws IOException {
        assertThat(shown()).hasSizeGreaterThan(20);
        assertThat(scraped()).containsAll(shown());
    }

    @Test
    void eachMeterThatIsScrapedIsShown() throws IOException {
        Set<String> shown = shown();

        assertThat(scraped())
                .filteredOn(name ->
                        !name.endsWith("_sum") && !name.endsWith("_max") && !name.endsWith("wait_seconds_count"))
                .allMatch(shown::contains);
    }

    @Test
    void eachLabelOfTheDashboardIsScraped() throws IOException {
        Set<String> labels = new TreeSet<>();
        LABEL.matcher(Files.readString(DASHBOARD))
                .results()
                .forEach(result -> labels.addAll(
                        List.of((result.group(1) == null ? result.group(2) : result.group(1)).split(", *"))));
        labels.remove("instance"); // added by Prometheus

        assertThat(labels).contains("type", "queue", "outcome", "state");
        assertThat(labels).allMatch(label -> scrape.contains(label + "=\""));
    }

    @Test
    void theClassDescribesEachMeter() throws IOException {
        String table = Files.readString(Path.of("src/main/java/io/github/steadwork/metrics/JobMetrics.java"));

        assertThat(scraped())
                .map(name -> name.replaceAll("_(seconds|total|bucket|count|sum|max)", "")
                        .replace('_', '.'))
                .allMatch(name -> table.contains("{@code " + name + "}")
                        || table.contains("{@code ." + name.substring(name.lastIndexOf('.') + 1) + "}"));
    }
}
