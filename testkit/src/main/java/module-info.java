/** Contracts of backends, and what tests of jobs need. Its tests are open to JUnit. */
module io.github.steadwork.testkit {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.github.steadwork.testkit;

    opens io.github.steadwork.testkit;
}
