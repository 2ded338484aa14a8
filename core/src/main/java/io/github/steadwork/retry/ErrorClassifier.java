package io.github.steadwork.retry;

/**
 * Tells transient errors from permanent ones. Pure and safe for use by many threads.
 *
 * <p>Open at the front: a rule of your own goes before the standard ones.
 *
 * <pre>{@code
 * ErrorClassifier ours = ErrorClassifier.standard()
 *         .after(error -> error instanceof LedgerClosedException ? ErrorKind.TRANSIENT : ErrorKind.UNCLASSIFIED);
 * }</pre>
 */
@FunctionalInterface
public interface ErrorClassifier {

    /** The kind of this error; {@link ErrorKind#UNCLASSIFIED} where this classifier does not know it. */
    ErrorKind classify(Throwable error);

    /**
     * The rules that fit the JDK and JDBC. The first error in the chain of causes that one of them knows decides.
     *
     * <ul>
     *   <li>A {@link ClassifiedError} decides for itself.
     *   <li>Transient: network and I/O timeouts, refused or reset connections, unknown hosts, transient and recoverable
     *       SQL errors, the SQL states of lost connections, locks, serialization failures, shutdown and exhausted
     *       resources.
     *   <li>Permanent: security errors, denied access, missing files, the SQL states of wrong credentials, missing
     *       permissions, wrong data and wrong statements; unreadable text, numbers, dates and JSON; unsupported
     *       operations and class-path errors.
     * </ul>
     */
    static ErrorClassifier standard() {
        return StandardErrorClassifier.INSTANCE;
    }

    /** This classifier for the errors that {@code first} leaves unclassified. */
    default ErrorClassifier after(ErrorClassifier first) {
        return error -> {
            ErrorKind kind = first.classify(error);
            return kind == ErrorKind.UNCLASSIFIED ? classify(error) : kind;
        };
    }
}
