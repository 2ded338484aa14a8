package io.github.steadwork.scheduler.firing;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Flow;
import io.github.steadwork.queue.StoredRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request that is made again and again, as it is stored.
 *
 * @param payload the payload's bytes: as text if they are UTF-8, otherwise in Base64
 * @param isText which of both
 */
record Template(
        String type,
        String queue,
        Priority priority,
        String payload,
        boolean isText,
        String codec,
        int payloadVersion,
        int maxRetries,
        Optional<Duration> timeout,
        Set<String> tags,
        Map<String, String> headers,
        Flow flow) {

    static Template of(StoredRequest request) {
        byte[] bytes = request.payload().bytes();
        String text = request.payload().text();
        boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return new Template(
                request.type(),
                request.queue(),
                request.priority(),
                isText ? text : Base64.getEncoder().encodeToString(bytes),
                isText,
                request.payload().codec(),
                request.payload().version(),
                request.maxRetries(),
                request.timeout(),
                request.tags(),
                request.headers(),
                request.flow());
    }

    /** The job of one fire time. */
    StoredRequest request(ScheduledRun run, String schedule, StoredRequest.Due due, List<JobId> after) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(JobSchedule.SCHEDULE_HEADER, schedule);
        all.put(JobSchedule.FIRE_TIME_HEADER, run.fireTime().toString());
        all.put(JobSchedule.TRIGGER_HEADER, run.trigger().name());
        run.actor().ifPresent(actor -> all.put(JobRequest.ACTOR_HEADER, actor));
        return new StoredRequest(
                run.id(),
                type,
                queue,
                priority,
                decodedPayload(),
                due,
                maxRetries,
                timeout,
                Optional.empty(),
                after,
                ParentPolicy.RUN,
                tags,
                all,
                flow);
    }

    /** What the jobs are given. */
    Payload decodedPayload() {
        byte[] bytes = isText
                ? payload.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(payload);
        return codec.equals(Payload.NOTHING.codec()) ? Payload.NOTHING : Payload.of(bytes, codec, payloadVersion);
    }
}
