package io.github.steadwork.jobs.ingestion.database;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DatabaseIngestionJob} is to do.
 *
 * @param sources what is read, one after another; one that fails does not keep the others from being read
 * @param chunkRows how many rows are read and written at a time; 1 to 1,000,000
 */
public record DatabaseIngestion(List<DatabaseSource> sources, int chunkRows) {

    /** How many rows a chunk has unless said. */
    public static final int CHUNK_ROWS = 10_000;

    private static final int MOST_ROWS = 1_000_000;

    /** Refuses sources that have the same name. */
    public DatabaseIngestion {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("there are no sources; name one");
        }
        Set<String> names = new HashSet<>();
        for (DatabaseSource source : sources) {
            if (!names.add(source.name())) {
                throw new IllegalArgumentException("there are two sources named '" + source.name() + "'");
            }
        }
        if (chunkRows < 1 || chunkRows > MOST_ROWS) {
            throw new IllegalArgumentException("chunkRows is " + chunkRows + ", allowed is 1 to " + MOST_ROWS);
        }
    }

    @JsonCreator
    static DatabaseIngestion read(
            @JsonProperty("sources") @Nullable List<DatabaseSource> sources,
            @JsonProperty("chunkRows") @Nullable Integer chunkRows) {
        return new DatabaseIngestion(
                sources == null ? List.of() : sources, chunkRows == null ? CHUNK_ROWS : chunkRows);
    }

    /** Reads these sources. */
    public static DatabaseIngestion of(DatabaseSource... sources) {
        return new DatabaseIngestion(List.of(sources), CHUNK_ROWS);
    }

    /** The same in chunks of this many rows. */
    public DatabaseIngestion withChunkRows(int rows) {
        return new DatabaseIngestion(sources, rows);
    }
}
