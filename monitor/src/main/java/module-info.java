/** What runs, and what ran, and whether all is well: live statistics, charts of all nodes, health, alerts, a view on the terminal. */
module io.github.steadwork.monitor {
    requires java.management;
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;

    exports io.github.steadwork.monitor;
    exports io.github.steadwork.monitor.alert;
    exports io.github.steadwork.monitor.health;

    // stored records are written and read through the codec of core
    opens io.github.steadwork.monitor.alert to
            com.fasterxml.jackson.databind;
}
