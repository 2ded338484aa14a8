package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.StoredRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The job of one run. */
final class PipelineJob {

    private PipelineJob() {}

    /** Retries of the job's own are part of the run; when it has used them up, the run has failed. */
    static StoredRequest request(StoredRequest template, JobId id, String pipeline, Optional<JobId> resumes) {
        Map<String, String> headers = new HashMap<>(template.headers());
        headers.put(Orchestrator.PIPELINE_HEADER, pipeline);
        resumes.ifPresent(job -> headers.put(JobRequest.RESUMES_HEADER, job.toString()));
        Set<String> tags = new HashSet<>(template.tags());
        tags.add(Orchestrator.TAG);
        return new StoredRequest(
                id,
                template.type(),
                template.queue(),
                template.priority(),
                template.payload(),
                StoredRequest.Due.NOW,
                template.maxRetries(),
                template.timeout(),
                Optional.empty(),
                template.parents(),
                template.onParentFailure(),
                tags,
                headers,
                template.flow());
    }
}
