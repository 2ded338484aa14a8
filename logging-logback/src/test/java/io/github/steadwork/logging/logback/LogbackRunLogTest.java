package io.github.steadwork.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogbackRunLogTest {

    private static final JobType<Integer, String> TYPE = JobType.of("send", Integer.class, String.class);
    private static final Logger DRIVER = LoggerFactory.getLogger("com.example.Driver");

    private final InMemoryJobQueue backend = new InMemoryJobQueue();
    private final List<JobEngine> engines = new ArrayList<>();

    @BeforeEach
    void logAsMuchAsThereIs() {
        ((ch.qos.logback.classic.Logger) DRIVER).setLevel(Level.DEBUG);
    }

    @AfterEach
    void close() {
        ((ch.qos.logback.classic.Logger) DRIVER).setLevel(null);
        engines.forEach(JobEngine::close);
        backend.close();
    }

    private JobEngine engine(int bytes, JobFunction<Integer, String> work) {
        JobConfig config = JobConfig.builder()
                .set(JobSetting.RUN_LOG_BYTES, String.valueOf(bytes))
                .build();
        JobEngine engine = JobEngine.builder()
                .queue(backend)
                .config(config)
                .with(new LogbackRunLog())
                .register(TYPE, work)
                .build();
        engines.add(engine);
        return engine;
    }

    private static List<String> logOf(JobEngine engine, JobHandle<?> job) {
        return engine.jobs().history(job.id()).orElseThrow().runs().get(0).log().stream()
                .map(RunLog.Stored::line)
                .map(line -> line.actor() + " " + line.message())
                .toList();
    }

    private static List<Appender<?>> appenders() {
        List<Appender<?>> all = new ArrayList<>();
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(all::add);
        return all;
    }

    @Test
    void whatAnybodyLogsWhileAJobRunsIsInItsRunLogOnce() {
        JobEngine engine = engine(10_000, (number, context) -> {
            context.logger().info("sending {}", number);
            DRIVER.info("connected to {}", "db");
            DRIVER.debug("left out");
            DRIVER.warn("slow", new IllegalStateException("busy"));
            return "sent";
        });
        JobHandle<String> job = engine.jobs().enqueue(TYPE, 1);
        DRIVER.info("said before");

        engine.runDue();
        DRIVER.info("said after");

        assertThat(logOf(engine, job))
                .containsExactly(
                        "job.send INFO sending 1",
                        "com.example.Driver INFO connected to db",
                        "com.example.Driver WARN slow\njava.lang.IllegalStateException: busy");
    }

    @Test
    void aThreadThatWasGivenTheMdcBelongsToTheJob() {
        JobEngine engine = engine(10_000, (number, context) -> {
            Map<String, String> mdc = MDC.getCopyOfContextMap();
            Thread other = new Thread(() -> {
                DRIVER.info("nobody's");
                MDC.setContextMap(mdc);
                DRIVER.info("the job's");
            });
            other.start();
            other.join();
            return "sent";
        });
        JobHandle<String> job = engine.jobs().enqueue(TYPE, 1);

        engine.runDue();

        assertThat(logOf(engine, job)).containsExactly("com.example.Driver INFO the job's");
    }

    @Test
    void noMoreIsKeptThanTheSettingSays() {
        JobEngine engine = engine(60, (number, context) -> {
            for (int i = 0; i < 1_000; i++) {
                DRIVER.info("a line of twenty-one");
            }
            return "sent";
        });
        JobHandle<String> job = engine.jobs().enqueue(TYPE, 1);

        engine.runDue();

        assertThat(logOf(engine, job))
                .containsExactly(
                        "com.example.Driver INFO a line of twenty-one",
                        "com.example.Driver INFO a line of twenty-one",
                        "com.example.Driver WARN the rest of this log is not kept");
    }

    @Test
    void twoEnginesOfAProcessKeepTheirOwn() {
        JobEngine one = engine(10_000, (number, context) -> {
            DRIVER.info("of {}", number);
            return "sent";
        });
        engine(10_000, (number, context) -> "idle");
        JobHandle<String> job = one.jobs().enqueue(TYPE, 1);

        one.runDue();

        assertThat(logOf(one, job)).containsExactly("com.example.Driver INFO of 1");
    }

    @Test
    void nothingIsLeftInLogbackWhenTheEngineIsClosed() {
        List<Appender<?>> before = appenders();
        JobEngine engine = engine(10_000, (number, context) -> "sent");
        assertThat(appenders()).hasSize(before.size() + 1);

        engine.close();

        assertThat(appenders()).isEqualTo(before);
    }

    @Test
    void oneBridgeIsForOneEngine() {
        LogbackRunLog bridge = new LogbackRunLog();
        engines.add(JobEngine.builder().queue(backend).with(bridge).build());

        assertThatThrownBy(() -> JobEngine.builder().queue(backend).with(bridge).build())
                .hasMessage("this run log belongs to another engine already");
    }
}
