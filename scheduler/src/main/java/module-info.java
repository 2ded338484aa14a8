/** When work is due: schedules that compute their fire times, in any zone. */
@SuppressWarnings("requires-automatic")
module io.github.steadwork.scheduler {
    requires static transitive org.jspecify;
    requires com.cronutils;
    requires com.fasterxml.jackson.annotation;

    exports io.github.steadwork.scheduler;
}
