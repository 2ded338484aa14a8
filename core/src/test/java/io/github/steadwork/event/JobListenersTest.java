package io.github.steadwork.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.WorkerId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JobListenersTest {

    private static final JobEvent EVENT = new JobEvent.Enqueued(JobId.create(), "send", "mail");
    private final AssertionError thrown = new AssertionError("broken listener");

    private final List<JobEvent> told = new ArrayList<>();
    private final List<Throwable> uncaught = new ArrayList<>();
    private final JobListener broken = event -> {
        throw thrown;
    };

    JobListenersTest() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    }

    @AfterEach
    void giveTheThreadBackItsHandler() {
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    @Test
    void allAreToldInTheirOrder() {
        List<String> order = new ArrayList<>();

        new JobListeners(List.<JobListener>of(event -> order.add("first"), event -> order.add("second"))).on(EVENT);

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void oneThatThrowsHarmsNobodyAndIsToldOf() {
        new JobListeners(List.of(told::add, broken, told::add)).on(EVENT);

        JobEvent failed = new JobEvent.ListenerFailed(broken.getClass(), EVENT, thrown);
        assertThat(told).containsExactly(EVENT, failed, failed, EVENT);
        assertThat(uncaught).isEmpty();
    }

    @Test
    void oneThatThrowsAloneIsReportedToTheThread() {
        new JobListeners(List.of(broken)).on(EVENT);

        assertThat(uncaught).containsExactly(thrown);
    }

    @Test
    void twoThatThrowTheSameErrorHarmNobody() {
        JobListener alike = event -> {
            throw thrown;
        };

        new JobListeners(List.of(broken, alike, told::add)).on(EVENT);

        assertThat(told).contains(EVENT).hasSize(3);
        assertThat(uncaught).containsExactly(thrown, thrown);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    void anErrorInTellingOfAnErrorKeepsBoth() {
        JobListener alsoBroken = event -> {
            throw new IllegalStateException("also broken");
        };

        new JobListeners(List.of(broken, alsoBroken)).on(new JobEvent.EngineStopped(new WorkerId("w", 1)));

        assertThat(uncaught).hasSize(2);
        assertThat(uncaught.get(0)).hasMessage("also broken").hasSuppressedException(thrown);
    }
}
