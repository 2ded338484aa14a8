package io.github.steadwork.pipeline.jdbc;

import java.util.UUID;
import javax.sql.DataSource;

class H2TableTest extends TableContract {

    @Override
    DataSource openDatabase() {
        return new UrlSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
}
