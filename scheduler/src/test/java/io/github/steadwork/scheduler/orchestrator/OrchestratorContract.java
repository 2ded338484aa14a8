package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.testkit.TestedBackend;
import org.junit.jupiter.api.Nested;

/** How pipelines take turns, on whatever backend. */
abstract class OrchestratorContract {

    /** A fresh, empty backend. It is closed after the test. */
    protected abstract TestedBackend open();

    @Nested
    final class TakingTurns extends TurnContract {
        @Override
        protected TestedBackend open() {
            return OrchestratorContract.this.open();
        }
    }

    @Nested
    final class Recovering extends RecoveryContract {
        @Override
        protected TestedBackend open() {
            return OrchestratorContract.this.open();
        }
    }

    @Nested
    final class Operating extends OrchestratorOperatorContract {
        @Override
        protected TestedBackend open() {
            return OrchestratorContract.this.open();
        }
    }
}
