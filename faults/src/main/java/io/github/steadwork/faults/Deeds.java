package io.github.steadwork.faults;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Does deeds and keeps the ledger of them. As a listener it learns the lease of each attempt, which jobs are not told. */
final class Deeds implements JobListener {

    private static final long LOOK_AT_GATE_NANOS = 2_000_000;
    private static final int CHUNK = 1 << 20;

    /** The engine tells of a start on the thread that then runs the attempt. */
    private static final ThreadLocal<Lease> CURRENT = new ThreadLocal<>();

    private final Ledger.Pen pen;
    private final Path gates;
    private final String worker;

    Deeds(Ledger.Pen pen, Path gates, String worker) {
        this.pen = pen;
        this.gates = gates;
        this.worker = worker;
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.Started started) {
            CURRENT.set(lease(started.job()));
        } else if (event instanceof JobEvent.Settled settled) {
            pen.write(lease(settled.job()), Ledger.Phase.SETTLED);
        } else if (event instanceof JobEvent.LeaseLost lost) {
            pen.write(lease(lost.job()), Ledger.Phase.REFUSED);
        }
    }

    private static Lease lease(JobRecord job) {
        return new Lease(job.id(), job.lease().orElseThrow().token());
    }

    Deed.Proof run(Deed deed, JobContext context) throws InterruptedException {
        Lease lease = CURRENT.get();
        pen.write(lease, Ledger.Phase.STARTED);
        deed.awaited().ifPresent(this::waitAt);
        Thread.sleep(deed.millis());
        end(deed.act());
        pen.write(lease, Ledger.Phase.WORKED);
        return new Deed.Proof(worker, lease.token());
    }

    /** An interrupt does not end the wait, as it would not end a system call of somebody else's library. */
    private void waitAt(String gate) {
        boolean interrupted = false;
        while (!Files.exists(gates.resolve(gate))) {
            LockSupport.parkNanos(LOOK_AT_GATE_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Deed.Act act) {
        switch (act) {
            case WORK -> {}
            case EXHAUST_MEMORY -> exhaustMemory();
            case OVERFLOW_STACK -> overflow(1);
            case HALT -> Runtime.getRuntime().halt(1);
        }
    }

    private static void exhaustMemory() {
        Object[] chain = {};
        while (true) {
            chain = new Object[] {chain, new byte[CHUNK]};
        }
    }

    private static int overflow(int depth) {
        return depth < 0 ? depth : depth + overflow(depth + 1);
    }
}
