package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.StoredRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who is stored together with whom; each write waits until the test lets it end. */
final class SharedStoreTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<List<String>> writes = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Runnable> ends = new LinkedBlockingQueue<>();
    private final SharedStore store = new SharedStore(this::write, nanos::get);

    @Test
    void thoseWhoComeDuringAWriteShareTheNext() throws Exception {
        Caller a = begins("a");
        awaitWrites(1);
        Caller b = waits("b");
        Caller c = waits("c");

        ends.add(() -> {});
        ends.add(() -> {});

        a.returns();
        b.returns();
        c.returns();
        assertThat(writes).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void aWriteThatHadCompanyIsFollowedByOneThatWaitsForAsMany() throws Exception {
        shareAWriteOfTwo(Duration.ofHours(1));

        Caller b = waits("b again");
        assertThat(writes).hasSize(2);
        Caller c = begins("c again");
        ends.add(() -> {});

        b.returns();
        c.returns();
        assertThat(writes.get(2)).containsExactly("b again", "c again");
    }

    @Test
    void nobodyWaitsForCompanyLongerThanAPartOfAWrite() throws Exception {
        shareAWriteOfTwo(Duration.ZERO);

        Caller b = begins("b again");
        ends.add(() -> {});

        b.returns();
        assertThat(writes.get(2)).containsExactly("b again");
    }

    @Test
    void aJobThatCannotBeStoredIsBlamedOnItsOwnCaller() throws Exception {
        Caller a = begins("a");
        awaitWrites(1);
        Caller bad = waits("bad");
        Caller good = waits("good");

        ends.add(() -> {});
        ends.add(() -> {
            throw new IllegalArgumentException("not together");
        });
        ends.add(() -> {
            throw new IllegalArgumentException("bad");
        });
        ends.add(() -> {});

        a.returns();
        good.returns();
        assertThatThrownBy(bad::returns).hasRootCauseMessage("bad");
        assertThat(writes).containsExactly(List.of("a"), List.of("bad", "good"), List.of("bad"), List.of("good"));
    }

    @Test
    void allLearnThatTheDatabaseIsGone() throws Exception {
        Caller a = begins("a");
        awaitWrites(1);
        Caller b = waits("b");
        Caller c = waits("c");

        ends.add(() -> {});
        ends.add(() -> {
            throw new JobQueueException("gone");
        });

        a.returns();
        assertThatThrownBy(b::returns).hasRootCauseMessage("gone");
        assertThatThrownBy(c::returns).hasRootCauseMessage("gone");
        assertThat(writes).hasSize(2);
    }

    /** One writes alone, and two who came meanwhile write together, which takes so long by the store's clock. */
    private void shareAWriteOfTwo(Duration time) throws Exception {
        Caller a = begins("a");
        awaitWrites(1);
        Caller b = waits("b");
        Caller c = waits("c");
        ends.add(() -> {});
        ends.add(() -> nanos.addAndGet(time.toNanos()));
        a.returns();
        b.returns();
        c.returns();
    }

    private void write(List<StoredRequest> jobs) {
        writes.add(jobs.stream().map(job -> job.payload().text()).toList());
        try {
            ends.take().run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Caller {

        private final FutureTask<String> task;
        private final Thread thread;

        Caller(String... jobs) {
            List<StoredRequest> requests =
                    Arrays.stream(jobs).map(SharedStoreTest::job).toList();
            task = new FutureTask<>(() -> store.store(requests), "stored");
            thread = new Thread(task);
            thread.start();
        }

        void returns() throws InterruptedException, ExecutionException {
            assertThat(task.get()).isEqualTo("stored");
        }
    }

    private Caller begins(String job) {
        return new Caller(job);
    }

    private Caller waits(String job) {
        Caller caller = new Caller(job);
        while (caller.thread.getState() != Thread.State.WAITING
                && caller.thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return caller;
    }

    private void awaitWrites(int count) {
        while (writes.size() < count) {
            Thread.onSpinWait();
        }
    }

    private static StoredRequest job(String name) {
        Payload payload = Payload.of(name.getBytes(StandardCharsets.UTF_8), "text", 1);
        return StoredRequest.simple(JobId.create(), "type", "queue", payload);
    }
}
