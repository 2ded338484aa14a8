package io.github.steadwork.jobs.ingestion.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.databases.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** Through a pool, as applications do. */
class PostgresDatabaseTest extends DatabaseContract {

    private final List<HikariDataSource> pools = new ArrayList<>();

    @Override
    DataSource openDatabase() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(PostgresServer.shared().newDatabase());
        config.setMaximumPoolSize(2); // whoever holds on to a connection is found by it
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    @Override
    int killedRuns() {
        return 6;
    }
}
