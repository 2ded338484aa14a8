package io.github.steadwork.jobs.ingestion.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.databases.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that copy a table and are killed while they do, as a machine that loses its power would be. */
class KilledProcessTest {

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private static List<String> query(String url, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /** Runs a process until it has asked for so many connections, or to its end; says whether it got there. */
    private boolean run(String url, int connections) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CopyMain.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        started.add(process);
        int asked = 0;
        boolean done = false;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                done |= line.equals(CopyMain.DONE);
                if (line.equals(CopyMain.CONNECTS) && ++asked == connections) {
                    process.toHandle().destroyForcibly(); // by the process it would close what is read here
                }
            }
        }
        process.waitFor();
        return done;
    }

    @Test
    @Timeout(120)
    void aCopyThatIsKilledAgainAndAgainIsTheSameInTheEnd() throws Exception {
        String url = PostgresServer.shared().newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders AS SELECT id, 'n' || id AS name, id / 100 AS changed"
                    + " FROM generate_series(1, 2000) id");
            statement.execute("ALTER TABLE orders ADD PRIMARY KEY (id)");
        }
        for (int connections : List.of(3, 14, 25)) {
            assertThat(run(url, connections)).as("killed at connection %d", connections).isFalse();
        }
        assertThat(query(url, "SELECT count(*) FROM copied").get(0)).isNotEqualTo("2000");

        assertThat(run(url, Integer.MAX_VALUE)).isTrue();

        assertThat(query(url, "SELECT id || name || changed FROM copied ORDER BY id"))
                .isEqualTo(query(url, "SELECT id || name || changed FROM orders ORDER BY id"));
    }
}
