package io.github.steadwork.queue;

import java.util.List;

/**
 * What is to be enqueued together.
 *
 * @param jobs the jobs, each with an id of its own
 * @param documents changes of documents that commit with the jobs
 * @param repeated whether an earlier try with the same ids may have been stored already. Then jobs whose ids are known, even
 *     if they have ended meanwhile, are left as they are; the check costs more, so it is made only on request. Where one of
 *     them is known, the documents are left alone too: they were changed with it. Ids are known as long as their jobs are kept,
 *     so repeat soon.
 */
public record EnqueueBatch(List<StoredRequest> jobs, List<DocumentChange> documents, boolean repeated) {

    /** Makes the lists immutable. */
    public EnqueueBatch {
        jobs = List.copyOf(jobs);
        documents = List.copyOf(documents);
    }

    /** A first try of these jobs alone. */
    public static EnqueueBatch of(List<StoredRequest> jobs) {
        return new EnqueueBatch(jobs, List.of(), false);
    }

    /** The same batch after a try whose reply was lost. */
    public EnqueueBatch again() {
        return new EnqueueBatch(jobs, documents, true);
    }
}
