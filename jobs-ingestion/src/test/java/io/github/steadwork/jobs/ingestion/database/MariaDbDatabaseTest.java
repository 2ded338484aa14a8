package io.github.steadwork.jobs.ingestion.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.steadwork.databases.DatabaseServer;
import io.github.steadwork.databases.MariaDbServer;
import javax.sql.DataSource;

/** Runs where a server can be had: {@code ./mvnw -Pmariadb verify}. */
class MariaDbDatabaseTest extends DatabaseContract {

    @Override
    DataSource openDatabase() {
        assumeTrue(MariaDbServer.shared().isPresent(), "there is no MariaDB here");
        return new UrlSource(
                MariaDbServer.shared().map(DatabaseServer::newDatabase).orElseThrow());
    }

    @Override
    int killedRuns() {
        return 6;
    }
}
