/** What runs, and what ran: live statistics and a view of them on the terminal. */
module io.github.steadwork.monitor {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;

    exports io.github.steadwork.monitor;
}
