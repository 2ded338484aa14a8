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
}
