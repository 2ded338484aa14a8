/** Ready-made jobs that transform, validate, deduplicate, sort, join and aggregate rows. */
module io.github.steadwork.jobs.processing {
    requires com.fasterxml.jackson.annotation;
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;
    requires transitive io.github.steadwork.pipeline;

    exports io.github.steadwork.jobs.processing;
    exports io.github.steadwork.jobs.processing.aggregate;
    exports io.github.steadwork.jobs.processing.deduplicate;
    exports io.github.steadwork.jobs.processing.join;
    exports io.github.steadwork.jobs.processing.profile;
    exports io.github.steadwork.jobs.processing.sort;
    exports io.github.steadwork.jobs.processing.transform;
    exports io.github.steadwork.jobs.processing.validate;

    // parameters, results and checkpoints are read from JSON through members that are not public
    opens io.github.steadwork.jobs.processing to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.processing.aggregate to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.processing.deduplicate to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.processing.profile to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.processing.transform to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.processing.validate to
            com.fasterxml.jackson.databind;
}
