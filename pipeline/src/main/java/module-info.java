import io.github.steadwork.pipeline.csv.CsvFormat;
import io.github.steadwork.pipeline.csv.FixedFormat;
import io.github.steadwork.pipeline.data.DataFormat;
import io.github.steadwork.pipeline.json.JsonFormat;
import io.github.steadwork.pipeline.json.NdjsonFormat;
import io.github.steadwork.pipeline.rowfile.RowsFormat;

/** Rows, schemas, datasets and expressions: what data jobs are made of. */
// the PostgreSQL driver has only a name, and modules of jobs come after this one
@SuppressWarnings({"requires-automatic", "module"})
module io.github.steadwork.pipeline {
    requires static com.github.luben.zstd_jni;
    requires static org.jspecify;
    requires static org.postgresql.jdbc;
    requires transitive io.github.steadwork.core;
    requires transitive java.sql;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.github.benmanes.caffeine;
    requires de.siegmar.fastcsv;
    requires java.net.http;

    exports io.github.steadwork.pipeline.chunk to
            io.github.steadwork.jobs.analysis,
            io.github.steadwork.jobs.processing;
    exports io.github.steadwork.pipeline.csv;
    exports io.github.steadwork.pipeline.data;
    exports io.github.steadwork.pipeline.expression;
    exports io.github.steadwork.pipeline.file;
    exports io.github.steadwork.pipeline.http;
    exports io.github.steadwork.pipeline.jdbc;
    exports io.github.steadwork.pipeline.json;
    exports io.github.steadwork.pipeline.row;
    exports io.github.steadwork.pipeline.spill;
    exports io.github.steadwork.pipeline.stream;

    // parameters are read from JSON through creators that are not public
    opens io.github.steadwork.pipeline.chunk to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.pipeline.data to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.pipeline.expression to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.pipeline.row to
            com.fasterxml.jackson.databind;

    uses DataFormat;

    provides DataFormat with
            CsvFormat,
            FixedFormat,
            JsonFormat,
            NdjsonFormat,
            RowsFormat;
}
