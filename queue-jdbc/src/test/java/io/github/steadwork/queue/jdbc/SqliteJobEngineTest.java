package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.testkit.JobEngineContract;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** An engine on SQLite keeps the contract of engines. */
@SuppressWarnings("NullAway.Init")
final class SqliteJobEngineTest extends JobEngineContract {

    @TempDir
    private static Path folder;

    @Override
    protected QueueBackend openBackend() {
        return JdbcJobQueue.open("jdbc:sqlite:" + folder.resolve(UUID.randomUUID() + ".db"));
    }
}
