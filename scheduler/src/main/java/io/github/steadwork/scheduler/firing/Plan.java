package io.github.steadwork.scheduler.firing;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StoredRequest;
import java.util.List;

/**
 * What a look at a due schedule has come to; true if its document can be changed as it says.
 *
 * @param document the document that was looked at
 * @param after what it will say
 * @param jobs what is enqueued with that
 * @param cancels what has to be cancelled before
 * @param events what is to be told then
 */
record Plan(
        Document document, StoredSchedule after, List<StoredRequest> jobs, List<JobId> cancels, List<JobEvent> events) {

    String name() {
        return document.key();
    }

    DocumentChange change() {
        return after.put(document.key(), document.version());
    }
}
