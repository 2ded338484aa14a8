package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link ApiIngestionJob} is to do.
 *
 * @param streams what is read, one after another; one that fails does not keep the others from being read, but those that go through its records
 */
public record ApiIngestion(List<ApiStream> streams) {

    /** Refuses streams that have the same name, and parents that do not come before. */
    public ApiIngestion {
        streams = List.copyOf(streams);
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("there are no streams; name one");
        }
        Set<String> names = new HashSet<>();
        for (ApiStream stream : streams) {
            if (stream.parent().isPresent() && !names.contains(stream.parent().get())) {
                throw new IllegalArgumentException("stream '" + stream.name() + "' goes through '"
                        + stream.parent().get() + "', which is no stream before it");
            }
            if (!names.add(stream.name())) {
                throw new IllegalArgumentException("there are two streams named '" + stream.name() + "'");
            }
        }
    }

    @JsonCreator
    static ApiIngestion read(@JsonProperty("streams") @Nullable List<ApiStream> streams) {
        return new ApiIngestion(streams == null ? List.of() : streams);
    }

    /** Reads these streams. */
    public static ApiIngestion of(ApiStream... streams) {
        return new ApiIngestion(List.of(streams));
    }
}
