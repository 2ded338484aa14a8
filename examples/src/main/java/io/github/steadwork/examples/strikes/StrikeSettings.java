package io.github.steadwork.examples.strikes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** The settings of the engine: what the environment says, and else what fits this example. */
final class StrikeSettings {

    private StrikeSettings() {}

    /**
     * The settings for this folder. Unless the environment says otherwise the jobs stand in an H2 database in it. A process that
     * was killed is taken for dead after a few seconds, which is as long as the next one waits for what it held.
     *
     * <p>Each folder has a queue of its own, so that several may share a database.
     *
     * @throws IllegalArgumentException if the environment says something that is not allowed
     */
    static JobConfig of(Path out, Map<String, String> environment) {
        String queue = "strikes-" + UUID.nameUUIDFromBytes(out.toString().getBytes(UTF_8));
        return JobConfig.builder()
                .set(JobSetting.QUEUE_BACKEND, "jdbc")
                .set(JobSetting.BROKER_URL, "jdbc:h2:" + out.resolve("jobs") + ";TRACE_LEVEL_FILE=0")
                .set(JobSetting.LEASE_TIME, "3s")
                .set(JobSetting.MAX_CRASHES, 1_000) // who is killed here is killed by a person, not by its job
                .environment(environment)
                .set(JobSetting.DEFAULT_QUEUE, queue)
                .set(JobSetting.QUEUES, queue)
                .build();
    }
}
