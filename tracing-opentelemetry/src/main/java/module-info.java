/** Traces of jobs, by OpenTelemetry. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // OpenTelemetry has only names
module io.github.steadwork.tracing {
    requires static org.jspecify;
    requires io.opentelemetry.context;
    requires transitive io.github.steadwork.core;
    requires transitive io.opentelemetry.api;

    exports io.github.steadwork.tracing;
}
