package io.github.steadwork.jobs.processing;

import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.jobs.processing.aggregate.AggregationSpec;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.aggregate.Measure;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.transform.TransformSpec;
import io.github.steadwork.jobs.processing.transform.TransformStep;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableFormat;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs read, look up in, and write tables of databases that the application gives them. */
class TableInputTest {

    @TempDir
    Path folder;

    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");

    @AfterEach
    void close() {
        database.dispose();
    }

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders (id bigint primary key, state varchar, price decimal(9, 2))");
            statement.execute("create table states (code varchar, region varchar)");
            statement.execute("create table marked (id bigint primary key, region varchar)");
            statement.execute("insert into orders values (1, 'TX', 2.50), (2, 'OH', 1.00), (3, 'TX', 4.00)");
            statement.execute("insert into states values ('TX', 'South'), ('OH', 'Midwest')");
        }
    }

    private Extensions extensions() {
        return Extensions.none().with(new TableFormat(Connections.of("db", database)));
    }

    @Test
    void aTableIsReadLookedUpInAndWritten() throws Exception {
        TransformSpec spec = TransformSpec.builder()
                .input(TableTarget.insert("db", "ORDERS").dataset())
                .output(TableTarget.replace("db", "MARKED").dataset())
                .steps(
                        TransformStep.lookup(TableTarget.insert("db", "STATES").dataset(), "STATE", "CODE", "REGION"),
                        TransformStep.select("ID", "REGION"))
                .build();
        run(new DataTransformJob(extensions()), spec);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from marked where region = 'South'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aTableIsAggregated() throws Exception {
        AggregationSpec spec = AggregationSpec.builder()
                .input(TableTarget.insert("db", "ORDERS").dataset())
                .output(output(folder))
                .groupBy("STATE")
                .measures(Measure.sum("PRICE").as("price"))
                .build();
        assertThat(texts(run(new DataAggregationJob(extensions()), spec).output()))
                .containsExactly("{STATE=OH, price=1.00}", "{STATE=TX, price=6.50}");
    }
}
