/** Meters of an engine, by Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has no module of its own
module io.github.steadwork.metrics {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;
    requires transitive micrometer.core;

    exports io.github.steadwork.metrics;
}
