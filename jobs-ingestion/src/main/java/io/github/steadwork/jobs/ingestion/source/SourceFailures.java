package io.github.steadwork.jobs.ingestion.source;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.retry.ClassifiedError;
import io.github.steadwork.retry.ErrorClassifier;
import io.github.steadwork.retry.ErrorKind;
import io.github.steadwork.retry.TransientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** The sources of a job that have failed, while the others went on. For one thread. */
public final class SourceFailures {

    private static final Pattern SECRET =
            Pattern.compile("(?i)(password|passwd|pwd|secret|token)\\s*[=:]\\s*[^&;,\\s]+");

    private final int sources;
    private final Map<String, Exception> errors = new TreeMap<>();

    /** Of a job with so many sources. */
    public SourceFailures(int sources) {
        this.sources = sources;
    }

    /** A source has failed. */
    public void add(String name, Exception error, Logger logger) {
        errors.put(name, error);
        logger.warn("source {} failed: {}", name, withoutSecrets(error));
    }

    /** Whether this one has failed. */
    public boolean has(String name) {
        return errors.containsKey(name);
    }

    /** Fails the job if one of its sources has; another attempt is worth it if one of the errors says so. */
    public void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder(errors.size() + " of " + sources + " sources failed");
        errors.forEach(
                (name, error) -> message.append("; ").append(name).append(": ").append(withoutSecrets(error)));
        boolean permanent = errors.values().stream()
                .allMatch(error -> ErrorClassifier.standard().classify(error) == ErrorKind.PERMANENT);
        RuntimeException failed =
                permanent ? new DataException(message.toString()) : transientError(message.toString());
        failed.initCause(errors.values().iterator().next());
        errors.values().stream().skip(1).forEach(failed::addSuppressed);
        throw failed;
    }

    private TransientException transientError(String message) {
        Optional<Duration> wait = errors.values().stream()
                .flatMap(error -> error instanceof ClassifiedError known ? known.retryAfter().stream() : Stream.empty())
                .max(Duration::compareTo);
        return wait.isPresent() ? new TransientException(message, wait.get()) : new TransientException(message);
    }

    private static String withoutSecrets(Exception error) {
        return SECRET.matcher(String.valueOf(error.getMessage())).replaceAll("$1=***");
    }
}
