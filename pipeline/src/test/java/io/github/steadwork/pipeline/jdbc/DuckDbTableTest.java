package io.github.steadwork.pipeline.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Runs where the driver is: {@code ./mvnw -Pduckdb verify}. */
@EnabledIf("isThere")
class DuckDbTableTest extends TableContract {

    @TempDir
    Path folder;

    static boolean isThere() {
        try {
            Class.forName("org.duckdb.DuckDBDriver");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    DataSource openDatabase() {
        return new UrlSource("jdbc:duckdb:" + folder.resolve("test.duckdb"));
    }
}
