/** When work is due: schedules that compute their fire times in any zone, a scheduler that fires them, an orchestrator of pipelines. */
@SuppressWarnings("requires-automatic")
module io.github.steadwork.scheduler {
    requires static transitive org.jspecify;
    requires com.cronutils;
    requires com.fasterxml.jackson.annotation;
    requires transitive io.github.steadwork.core;

    exports io.github.steadwork.scheduler;
    exports io.github.steadwork.scheduler.firing;
    exports io.github.steadwork.scheduler.orchestrator;

    // stored records are written and read through the codec of core
    opens io.github.steadwork.scheduler.firing;
    opens io.github.steadwork.scheduler.orchestrator;
}
