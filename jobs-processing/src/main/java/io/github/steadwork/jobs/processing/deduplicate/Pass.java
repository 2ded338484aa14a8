package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.job.JobRequest;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.chunk.ChunkJobs;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import java.io.IOException;

/** The one time that all rows of the input are gone through, in their order, whoever reads them. */
record Pass(DeduplicationSpec spec, RowInput input) {

    void forEach(RowInput.Outcome action) throws IOException, InterruptedException {
        ChunkPlan plan = ChunkPlan.reading(input.schema());
        ChunkJobs.Request request = (part, file) -> JobRequest.of(DataDeduplicationJob.TYPE, spec.ofChunk(part, file));
        input.inChunks("deduplicating", spec.strategy(), spec.memory(), plan, request, action);
    }
}
