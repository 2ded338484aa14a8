/** Ready-made jobs that compute statistics and write reports. */
module io.github.steadwork.jobs.analysis {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;
    requires transitive io.github.steadwork.pipeline;
    requires com.fasterxml.jackson.annotation;

    uses io.github.steadwork.jobs.analysis.page.PageWriter;

    exports io.github.steadwork.jobs.analysis;
    exports io.github.steadwork.jobs.analysis.page;
    exports io.github.steadwork.jobs.analysis.section;
    exports io.github.steadwork.jobs.analysis.statistics;

    // parameters, results and what is kept between reports are read from JSON through members that are not public
    opens io.github.steadwork.jobs.analysis to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.analysis.part to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.analysis.section to
            com.fasterxml.jackson.databind;
    opens io.github.steadwork.jobs.analysis.statistics to
            com.fasterxml.jackson.databind;
}
