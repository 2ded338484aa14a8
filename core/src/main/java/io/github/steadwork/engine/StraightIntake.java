package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobIntake;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueFullException;
import io.github.steadwork.queue.StoredRequest;
import java.util.List;

/** The way straight into the queue: stores jobs, tries again where the reply was lost, and tells of what is new. */
final class StraightIntake implements JobIntake {

    private final QueueBackend backend;
    private final JobListener listener;
    private final UnsureJobs unsure;
    private final Deeds deeds;

    StraightIntake(QueueBackend backend, JobListener listener, Deeds deeds) {
        this(backend, listener, new UnsureJobs(), deeds);
    }

    private StraightIntake(QueueBackend backend, JobListener listener, UnsureJobs unsure, Deeds deeds) {
        this.backend = backend;
        this.listener = listener;
        this.unsure = unsure;
        this.deeds = deeds;
    }

    /** The same way, for somebody. */
    StraightIntake as(Deeds somebodys) {
        return new StraightIntake(backend, listener, unsure, somebodys);
    }

    @Override
    public EnqueueReceipt enqueue(EnqueueBatch batch) {
        List<StoredRequest> requests = batch.jobs();
        EnqueueReceipt receipt = storeOnce(new EnqueueBatch(requests, List.of(), unsure.containsAny(requests)));
        unsure.remove(requests);
        for (int i = 0; i < requests.size(); i++) {
            StoredRequest request = requests.get(i);
            if (receipt.jobs().get(i).result() == EnqueueReceipt.Result.STORED) {
                listener.on(new JobEvent.Enqueued(request.id(), request.type(), request.queue()));
            }
        }
        deeds.enqueued(requests, receipt);
        return receipt;
    }

    /** Where the reply is lost, the batch goes out once more under the same ids. */
    private EnqueueReceipt storeOnce(EnqueueBatch batch) {
        try {
            return backend.enqueue(batch);
        } catch (QueueFullException full) {
            throw full;
        } catch (JobQueueException lost) {
            unsure.add(batch.jobs());
            return backend.enqueue(batch.again());
        }
    }
}
