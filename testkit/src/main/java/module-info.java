/** Contracts of backends, and what tests of jobs need. Open, so that JUnit finds the tests in it. */
open module io.github.steadwork.testkit {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.github.steadwork.testkit;
}
