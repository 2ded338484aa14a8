package io.github.steadwork.scheduler.firing;

import io.github.steadwork.testkit.TestedBackend;
import org.junit.jupiter.api.Nested;

/** How schedules fire, on whatever backend. */
abstract class SchedulerContract {

    /** A fresh, empty backend. It is closed after the test. */
    protected abstract TestedBackend open();

    @Nested
    final class Firing extends FireContract {
        @Override
        protected TestedBackend open() {
            return SchedulerContract.this.open();
        }
    }

    @Nested
    final class ByPolicy extends PolicyContract {
        @Override
        protected TestedBackend open() {
            return SchedulerContract.this.open();
        }
    }

    @Nested
    final class Operating extends OperatorContract {
        @Override
        protected TestedBackend open() {
            return SchedulerContract.this.open();
        }
    }

    @Nested
    final class KeepingUp extends UpkeepContract {
        @Override
        protected TestedBackend open() {
            return SchedulerContract.this.open();
        }
    }
}
