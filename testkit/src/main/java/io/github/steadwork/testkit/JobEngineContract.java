package io.github.steadwork.testkit;

import io.github.steadwork.queue.QueueBackend;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/**
 * How an engine behaves on a backend, whichever it is: real threads, real time, no sleeps. A backend's test inherits it and
 * says how to open one.
 */
@Timeout(60)
public abstract class JobEngineContract {

    /** For subclasses. */
    protected JobEngineContract() {}

    /** A fresh, empty backend that goes by real time. */
    protected abstract QueueBackend openBackend() throws Exception;

    @Nested
    final class Journeys extends JourneyEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Retrying extends RetryEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Hooking extends HookEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Ending extends EndingEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Waiting extends WaitingEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Misfed extends BadInputEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Living extends LifeEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Cut extends OutageEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Flowing extends FlowEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Told extends HistoryEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Working extends WorkerEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Stopping extends StoppingEngineContract {
        @Override
        QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }
}
