/** Stored data jobs: several sources on a schedule, each with a result of its own. */
module io.github.steadwork.datajobs {
    requires java.management;
    requires com.fasterxml.jackson.annotation;
    requires static org.jspecify;
    requires static transitive io.github.steadwork.notify;
    requires transitive io.github.steadwork.core;
    requires transitive io.github.steadwork.pipeline;
    requires transitive io.github.steadwork.scheduler;

    exports io.github.steadwork.datajobs;

    // stored records are written and read through the codec of core
    opens io.github.steadwork.datajobs;
}
