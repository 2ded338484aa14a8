package io.github.steadwork.testkit;

import org.junit.jupiter.api.Nested;

/**
 * What every backend keeps: the ten verbs and the five doors, sentence by sentence, and a fuzz test. A backend's own test
 * inherits it and says how to open one:
 *
 * <pre>{@code
 * final class InMemoryJobQueueTest extends QueueBackendContract {
 *     @Override
 *     protected TestedBackend open() {
 *         ManualClock clock = new ManualClock();
 *         return new TestedBackend(new InMemoryJobQueue(clock), clock::advance);
 *     }
 * }
 * }</pre>
 *
 * <p>No test assumes that the backend's time stands still between two calls, only that it goes on by less than a minute
 * during a test, and that it can be moved on. Each part is a contract of its own too, for who wants to run it alone.
 */
public abstract class QueueBackendContract {

    /** For subclasses. */
    protected QueueBackendContract() {}

    /** A fresh, empty backend. It is closed after the test. */
    protected abstract TestedBackend open() throws Exception;

    /** How many random things each worker of the fuzz test does; a slow backend may want fewer. */
    protected int fuzzSteps() {
        return 1_500;
    }

    @Nested
    final class Enqueuing extends EnqueueContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Claiming extends ClaimContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Limiting extends LimitContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class AtARate extends RateContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class InOrder extends OrderContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class ByDeadline extends DeadlineContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Settling extends SettleContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Fencing extends FenceContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Reclaiming extends ReclaimContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class AfterParents extends ParentContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class WithChildren extends ChildrenContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class BeingUnique extends UniqueContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Cancelling extends CancelContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Operating extends OperationsContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Steering extends SteeringContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Inspecting extends InspectorContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Workers extends WorkerDirectoryContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class Documents extends StateStoreContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class RunLogs extends RunLogContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }
    }

    @Nested
    final class UnderFire extends FuzzContract {
        @Override
        protected TestedBackend open() throws Exception {
            return QueueBackendContract.this.open();
        }

        @Override
        protected int stepsPerThread() {
            return fuzzSteps();
        }
    }
}
