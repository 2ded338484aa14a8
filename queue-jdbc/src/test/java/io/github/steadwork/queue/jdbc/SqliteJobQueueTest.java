package io.github.steadwork.queue.jdbc;

import io.github.steadwork.testkit.QueueBackendContract;
import io.github.steadwork.testkit.TestedBackend;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class SqliteJobQueueTest extends QueueBackendContract {

    @TempDir
    private static Path folder;

    @Override
    protected TestedBackend open() {
        Path file = folder.resolve(UUID.randomUUID() + ".db");
        // nobody pulls the plug, so nothing needs to wait for the disk
        return TestedQueues.tested(JdbcJobQueue.open("jdbc:sqlite:" + file + "?synchronous=OFF"));
    }

    @Override
    protected int fuzzSteps() {
        return 100;
    }
}
