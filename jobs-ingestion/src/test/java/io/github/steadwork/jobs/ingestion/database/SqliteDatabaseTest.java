package io.github.steadwork.jobs.ingestion.database;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseContract {

    @TempDir
    Path databaseFolder;

    @Override
    DataSource openDatabase() {
        return new UrlSource("jdbc:sqlite:" + databaseFolder.resolve("test.db"));
    }

    @Override
    int killedRuns() {
        return 4;
    }
}
