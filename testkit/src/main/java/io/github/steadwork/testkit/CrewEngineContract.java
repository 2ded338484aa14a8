package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.Resources;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.WorkerRecord;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Workers that have names and use as much of their resources as a test says. */
abstract class CrewEngineContract extends EngineContract {

    final JobEngine start(JobConfig.Builder config, JobType<Integer, String> type, JobFunction<Integer, String> work) {
        return start(config, type, work, new AtomicReference<>(new Resources(0, 0, 0)));
    }

    final JobEngine start(
            JobConfig.Builder config,
            JobType<Integer, String> type,
            JobFunction<Integer, String> work,
            AtomicReference<Resources> resources) {
        return started(builder(config).resources(resources::get).register(type, work));
    }

    static JobConfig.Builder config(String name) {
        return JobConfig.builder()
                .set(JobSetting.WORKER_NAME, name)
                .set(JobSetting.WORKERS, "4")
                .set(JobSetting.POLL_INTERVAL, "20ms")
                .set(JobSetting.SHUTDOWN_GRACE, "1s")
                .set(JobSetting.LEASE_TIME, "1s");
    }

    static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
            Thread.onSpinWait();
        }
    }

    final WorkerRecord worker(JobEngine engine) {
        return engine.workers().list().stream()
                .filter(worker -> worker.id().equals(engine.worker()))
                .findFirst()
                .orElseThrow();
    }
}
