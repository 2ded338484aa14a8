package io.github.steadwork.databases;

import static io.github.steadwork.databases.Sql.ask;
import static io.github.steadwork.databases.Sql.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    @Test
    void theSharedServerHasDefaultSettingsButDoesNotWaitForTheDisk() throws Exception {
        String url = PostgresServer.shared().url();

        assertThat(ask(url, "SELECT version()")).startsWith("PostgreSQL 18");
        assertThat(ask(url, "SHOW fsync")).isEqualTo("off");
        assertThat(ask(url, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask(url, "SHOW max_connections")).isEqualTo("100");
    }

    @Test
    void eachNewDatabaseIsEmpty() throws Exception {
        tell(PostgresServer.shared().newDatabase(), "CREATE TABLE thing (id int)");
        String another = PostgresServer.shared().newDatabase();

        assertThat(ask(another, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'thing'"))
                .isEqualTo("0");
    }

    @Test
    void aStoppedServerRefusesAndComesBackWithItsDataAtTheSamePlace() throws Exception {
        try (PostgresServer server = PostgresServer.start(Map.of("max_connections", "30"))) {
            String url = server.newDatabase();
            tell(url, "CREATE TABLE thing AS SELECT 42 AS answer");

            server.stop();
            assertThatThrownBy(() -> ask(url, "SELECT 1")).isInstanceOf(SQLException.class);

            server.startAgain();
            assertThat(ask(url, "SELECT answer FROM thing")).isEqualTo("42");
            assertThat(ask(url, "SHOW max_connections")).isEqualTo("30");
        }
    }

    @Test
    void whatWasCommittedSurvivesACrash() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            String url = server.newDatabase();
            assertThat(ask(url, "SHOW fsync")).isEqualTo("on");
            tell(url, "CREATE TABLE thing AS SELECT 42 AS answer");

            server.crash();
            server.startAgain();

            assertThat(ask(url, "SELECT answer FROM thing")).isEqualTo("42");
        }
    }

    @Test
    void aClosedServerLeavesNothingBehind() throws Exception {
        PostgresServer server = PostgresServer.start();
        String folder = ask(server.url(), "SHOW data_directory");

        server.close();

        assertThat(Path.of(folder).getParent()).doesNotExist();
    }
}
