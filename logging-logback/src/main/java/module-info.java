/** What jobs log through SLF4J, in the log of their runs, by Logback. */
module io.github.steadwork.logging.logback {
    requires static org.jspecify;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires org.slf4j;
    requires transitive io.github.steadwork.core;

    exports io.github.steadwork.logging.logback;
}
