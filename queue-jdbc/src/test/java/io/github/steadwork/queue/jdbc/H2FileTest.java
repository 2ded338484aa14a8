package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.StoredRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A queue in a file of H2, which threads are interrupted in the middle of writing, and whose process may die at any moment. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
final class H2FileTest {

    private static final int WRITERS = 3;
    private static final int WRITES = 300;
    private static final Payload SOME = Payload.of(new byte[4_000], "raw", 1);

    @TempDir
    private Path folder;

    @Test
    void interruptsDoNotBreakTheFile() throws InterruptedException {
        ConcurrentLinkedQueue<JobId> stored = new ConcurrentLinkedQueue<>();
        try (JdbcJobQueue queue = JdbcJobQueue.open("jdbc:h2:" + folder.resolve("jobs") + ";CACHE_SIZE=64")) {
            CountDownLatch left = new CountDownLatch(WRITERS * WRITES);
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Thread writer = new Thread(() -> write(queue, stored, left));
                writer.start();
                writers.add(writer);
            }
            Random random = new Random(1);
            while (left.getCount() > 0 && writers.stream().anyMatch(Thread::isAlive)) {
                writers.get(random.nextInt(WRITERS)).interrupt();
                Thread.onSpinWait();
            }
            for (Thread writer : writers) {
                writer.join();
            }
        }
        try (JdbcJobQueue again = JdbcJobQueue.open("jdbc:h2:file:" + folder.resolve("jobs"))) {
            assertThat(stored).hasSize(WRITERS * WRITES);
            assertThat(again.inspector().findAll(List.copyOf(stored))).hasSize(WRITERS * WRITES);
        }
    }

    private static void write(JdbcJobQueue queue, ConcurrentLinkedQueue<JobId> stored, CountDownLatch left) {
        for (int i = 0; i < WRITES; i++) {
            StoredRequest request = StoredRequest.simple(JobId.create(), "type", "queue", SOME);
            queue.enqueue(EnqueueBatch.of(List.of(request)));
            stored.add(request.id());
            left.countDown();
        }
    }

    @Test
    void whatIsStoredIsInTheFileWhenTheCallReturns() throws Exception {
        try (JdbcJobQueue queue = JdbcJobQueue.open("jdbc:h2:" + folder.resolve("live") + ";FILE_LOCK=NO")) {
            queue.enqueue(EnqueueBatch.of(List.of(StoredRequest.simple(JobId.create(), "type", "queue", SOME))));
            // what a new process would find if this one died now
            Files.copy(folder.resolve("live.mv.db"), folder.resolve("found.mv.db"));
        }
        try (JdbcJobQueue found = JdbcJobQueue.open("jdbc:h2:" + folder.resolve("found"))) {
            assertThat(found.inspector().count(JobFilter.ALL)).isEqualTo(1);
        }
    }

    @Test
    void aFileThatMayLoseJobsIsRefusedWithTheWayToOpenIt() {
        String file = folder.resolve("jobs").toString();
        for (String url :
                List.of("jdbc:h2:file:" + file, "jdbc:h2:async:" + file, "jdbc:h2:" + file + ";WRITE_DELAY=0")) {
            try (UrlDataSource source = new UrlDataSource(url)) {
                assertThatThrownBy(() -> JdbcJobQueue.builder(source).build())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("open it as jdbc:h2:async:" + file + ";WRITE_DELAY=0");
            }
        }
    }

    @Test
    void onlyTheUsualWayToAFileIsChanged() {
        assertThat(H2Url.durable("jdbc:h2:./jobs;USER=sa")).isEqualTo("jdbc:h2:async:./jobs;USER=sa;WRITE_DELAY=0");
        assertThat(H2Url.durable("jdbc:h2:C:/jobs")).isEqualTo("jdbc:h2:async:C:/jobs;WRITE_DELAY=0");
        assertThat(H2Url.durable("jdbc:h2:split:./x;WRITE_DELAY=7")).isEqualTo("jdbc:h2:split:./x;WRITE_DELAY=7");
        for (String url : List.of("jdbc:h2:mem:x", "jdbc:h2:tcp://host/x", "jdbc:sqlite:x")) {
            assertThat(H2Url.durable(url)).isEqualTo(url);
        }
    }
}
