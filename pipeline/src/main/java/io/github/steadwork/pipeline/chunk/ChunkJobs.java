package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chunks that are jobs of their own. What a chunk gives is a file that appears when it is complete; the file, and nothing
 * else, says that the chunk is done. So a chunk that runs twice does no harm, and whoever is killed begins again with what
 * is missing.
 */
public final class ChunkJobs {

    /** A round can be lost without having been run, if the worker dies at the wrong moment; so there is a second one. */
    private static final int MOST_ROUNDS = 2;

    private final JobContext context;
    private final Strategy strategy;

    /** The chunks of this job, which is to be done by MAP_REDUCE. */
    public ChunkJobs(JobContext context, Strategy strategy) {
        this.context = context;
        this.strategy = strategy;
    }

    /** Makes the job of a chunk. */
    @FunctionalInterface
    public interface Request {
        /** For this part of the input, to leave what it gives in this file of rows. */
        JobRequest<?, ?> of(Dataset part, Dataset file);
    }

    /**
     * The files of all chunks, in the order of the source.
     *
     * @throws io.github.steadwork.job.JobSignal if chunks are missing: then they have been asked for
     * @throws DataException if some did not succeed
     */
    public List<Dataset> files(DataFormats formats, Dataset input, Request request) throws IOException {
        Optional<Chunks> known = context.checkpoint(Chunks.class);
        Chunks chunks = known.isPresent() ? known.get() : new Chunks(divide(formats, input), 0);
        askForMissing(chunks, request);
        return IntStream.range(0, chunks.parts().size()).mapToObj(this::file).toList();
    }

    private List<Dataset> divide(DataFormats formats, Dataset input) throws IOException {
        return strategy.chunkBytes() > 0
                ? formats.divideByBytes(input, strategy.chunkBytes())
                : formats.divide(input, strategy.parts());
    }

    private void askForMissing(Chunks chunks, Request request) {
        List<JobRequest<?, ?>> missing = new ArrayList<>();
        for (int i = 0; i < chunks.parts().size(); i++) {
            if (!Files.exists(file(i).path())) {
                missing.add(request.of(chunks.parts().get(i), file(i)));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        if (chunks.rounds() == MOST_ROUNDS) {
            context.saveCheckpoint(new Chunks(chunks.parts(), 0));
            throw new DataException(missing.size() + " of " + chunks.parts().size()
                    + " chunks did not succeed; their own jobs say why. Redriven, this job asks for them again");
        }
        context.saveCheckpoint(new Chunks(chunks.parts(), chunks.rounds() + 1));
        throw context.waitFor(missing);
    }

    private Dataset file(int chunk) {
        String name = context.type() + "-" + context.id() + "-" + chunk + ".rows";
        return Dataset.rows(Path.of(strategy.folder()).resolve(name));
    }

    /** Deletes the files; to be called when the result has been written. Without any chunks it does nothing. */
    public void deleteFiles() throws IOException {
        int chunks = context.checkpoint(Chunks.class)
                .map(known -> known.parts().size())
                .orElse(0);
        for (int i = 0; i < chunks; i++) {
            Files.deleteIfExists(file(i).path());
        }
    }
}
