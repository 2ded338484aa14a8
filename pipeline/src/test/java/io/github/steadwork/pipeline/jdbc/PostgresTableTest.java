package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.databases.PostgresServer;
import javax.sql.DataSource;

class PostgresTableTest extends TableContract {

    @Override
    DataSource openDatabase() {
        return new UrlSource(PostgresServer.shared().newDatabase());
    }
}
