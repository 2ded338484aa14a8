/** Ready-made jobs that bring data in. */
module io.github.steadwork.jobs.ingestion {
    requires transitive io.github.steadwork.core;
    requires transitive io.github.steadwork.pipeline;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;
    requires java.sql;

    exports io.github.steadwork.jobs.ingestion;
    exports io.github.steadwork.jobs.ingestion.database;
    exports io.github.steadwork.jobs.ingestion.http;

    // parameters, results and checkpoints are read from JSON through members that are not public
    opens io.github.steadwork.jobs.ingestion to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.ingestion.database to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.ingestion.http to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.ingestion.source to
            com.fasterxml.jackson.databind;
}
