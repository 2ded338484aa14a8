package io.github.steadwork.databases;

import static io.github.steadwork.databases.Sql.ask;
import static io.github.steadwork.databases.Sql.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbServerTest {
    @Test
    void theSharedServerGivesEmptyDatabases() throws Exception {
        assumeTrue(MariaDbServer.shared().isPresent(), "neither -Pmariadb nor a given server");
        DatabaseServer server = MariaDbServer.shared().orElseThrow();

        tell(server.newDatabase(), "CREATE TABLE thing (id int)");

        assertThat(ask(
                        server.newDatabase(),
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = database()"))
                .isEqualTo("0");
    }

    @Test
    void aStoppedServerRefusesAndComesBackWithItsDataAtTheSamePlace() throws Exception {
        assumeTrue(MariaDbServer.canStart(), "needs -Pmariadb");
        try (MariaDbServer server = MariaDbServer.start()) {
            String url = server.newDatabase();
            tell(url, "CREATE TABLE thing AS SELECT 42 AS answer");
            assertThat(ask(url, "SELECT version()")).startsWith("11.4");

            server.stop();
            assertThatThrownBy(() -> ask(url, "SELECT 1")).isInstanceOf(SQLException.class);

            server.startAgain();
            assertThat(ask(url, "SELECT answer FROM thing")).isEqualTo("42");
        }
    }

    @Test
    void aGivenUrlKeepsItsServerAndOptionsForANewDatabase() {
        assertThat(GivenMariaDb.urlOf("jdbc:mysql://db:3307?user=me&password=a/b", "new"))
                .isEqualTo("jdbc:mysql://db:3307/new?user=me&password=a/b");
        assertThat(GivenMariaDb.urlOf("jdbc:mariadb://db/old?user=me", "new"))
                .isEqualTo("jdbc:mariadb://db/new?user=me");
    }
}
