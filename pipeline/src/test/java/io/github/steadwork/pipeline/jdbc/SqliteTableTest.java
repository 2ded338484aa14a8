package io.github.steadwork.pipeline.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteTableTest extends TableContract {

    @TempDir
    Path folder;

    @Override
    DataSource openDatabase() {
        return new UrlSource("jdbc:sqlite:" + folder.resolve("test.db"));
    }
}
