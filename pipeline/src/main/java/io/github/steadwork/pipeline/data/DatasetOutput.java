package io.github.steadwork.pipeline.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Dataset#resolve} reads of the results of earlier jobs: any result that has a property {@code output} which
 * is a {@link Dataset}.
 *
 * @param output the dataset; empty if the result has none
 */
record DatasetOutput(Optional<Dataset> output) {

    @JsonCreator
    static DatasetOutput read(@JsonProperty("output") @Nullable Dataset output) {
        return new DatasetOutput(Optional.ofNullable(output));
    }
}
