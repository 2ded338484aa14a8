package io.github.steadwork.jobs.ingestion.database;

import java.util.UUID;
import javax.sql.DataSource;

class H2DatabaseTest extends DatabaseContract {

    @Override
    DataSource openDatabase() {
        return new UrlSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    int killedRuns() {
        return 40;
    }
}
