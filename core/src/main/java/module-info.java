/**
 * The model and the engine of Steadwork: jobs, queues, events, workers.
 *
 * <p>Packages climb one ladder, each importing only those before it: {@code retry}, {@code codec}, {@code config}, {@code job},
 * {@code queue}, {@code event}, {@code engine}.
 */
module io.github.steadwork.core {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires jdk.jfr;
    requires jdk.management;
    requires static transitive org.jspecify;
    requires transitive dev.failsafe.core;
    requires transitive org.slf4j;

    exports io.github.steadwork.codec;
    exports io.github.steadwork.config;
    exports io.github.steadwork.engine;
    exports io.github.steadwork.event;
    exports io.github.steadwork.job;
    exports io.github.steadwork.queue;
    exports io.github.steadwork.retry;

    // stored records are written and read through the codec
    opens io.github.steadwork.engine to
            com.fasterxml.jackson.databind;

    uses io.github.steadwork.job.BaseJob;
    uses io.github.steadwork.queue.QueueProvider;
}
