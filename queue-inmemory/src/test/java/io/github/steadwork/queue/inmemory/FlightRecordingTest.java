package io.github.steadwork.queue.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobType;
import io.github.steadwork.retry.PermanentException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlightRecordingTest {

    private static final JobType<Integer, String> TYPE = JobType.of("recorded", Integer.class, String.class);

    @Test
    void eachAttemptIsAnEventWhileSomebodyRecords(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("jobs.jfr");
        JobId succeeds;
        JobId fails;
        try (InMemoryJobQueue backend = new InMemoryJobQueue();
                JobEngine engine = JobEngine.builder()
                        .queue(backend)
                        .register(TYPE, (number, context) -> {
                            if (number == 2) {
                                throw new PermanentException("not two");
                            }
                            return "done";
                        })
                        .build();
                Recording recording = new Recording()) {
            engine.jobs().enqueue(TYPE, 1);
            engine.runDue();
            recording.enable("steadwork.JobAttempt");
            recording.start();
            succeeds = engine.jobs().enqueue(TYPE, 1).id();
            fails = engine.jobs().enqueue(TYPE, 2).id();
            engine.runDue();
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> attempts = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("steadwork.JobAttempt"))
                .toList();
        assertThat(attempts)
                .extracting(event -> event.getString("id"), event -> event.getString("outcome"))
                .containsExactly(tuple(succeeds.toString(), "Succeeded"), tuple(fails.toString(), "Failed"));
        RecordedEvent first = attempts.get(0);
        assertThat(first.getString("type")).isEqualTo("recorded");
        assertThat(first.getString("queue")).isEqualTo("default");
        assertThat(first.getInt("attempt")).isEqualTo(1);
        assertThat(first.getDuration("waited").isNegative()).isFalse();
        assertThat(first.getThread().getJavaName())
                .isEqualTo(Thread.currentThread().getName());
    }
}
