package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableSink;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Where an application lets rows go.
 *
 * @param connections the databases whose tables may be written
 * @param formats of everything else
 */
record Sinks(Connections connections, DataFormats formats) {

    /** Begins an output, or goes on with the table of this run. */
    RowOutput open(Dataset output, Schema schema, String run) throws SQLException, IOException {
        return TableTarget.isTable(output)
                ? RowOutput.of(TableSink.open(connections, TableTarget.of(output), schema, run))
                : RowOutput.of(formats.create(output, schema));
    }
}
