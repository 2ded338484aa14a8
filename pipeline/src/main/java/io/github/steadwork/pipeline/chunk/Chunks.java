package io.github.steadwork.pipeline.chunk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.pipeline.data.Dataset;
import java.util.List;

/**
 * How far a job by MAP_REDUCE is; its checkpoint.
 *
 * @param parts of the input, one for each chunk
 * @param rounds how often jobs have been asked for since the job was enqueued or redriven
 */
record Chunks(List<Dataset> parts, int rounds) {

    @JsonCreator
    Chunks(@JsonProperty("parts") List<Dataset> parts, @JsonProperty("rounds") int rounds) {
        this.parts = List.copyOf(parts);
        this.rounds = rounds;
    }
}
