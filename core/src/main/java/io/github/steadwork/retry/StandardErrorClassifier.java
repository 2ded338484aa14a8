package io.github.steadwork.retry;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.DateTimeException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The rules of {@link ErrorClassifier#standard()}. */
enum StandardErrorClassifier implements ErrorClassifier {
    INSTANCE;

    private static final List<Class<? extends Throwable>> TRANSIENT = List.of(
            TimeoutException.class,
            HttpTimeoutException.class,
            InterruptedIOException.class,
            ConnectException.class,
            NoRouteToHostException.class,
            SocketException.class,
            UnknownHostException.class,
            SQLTransientException.class,
            SQLRecoverableException.class);

    private static final List<Class<? extends Throwable>> PERMANENT = List.of(
            GeneralSecurityException.class,
            SecurityException.class,
            AccessDeniedException.class,
            NoSuchFileException.class,
            FileNotFoundException.class,
            CharacterCodingException.class,
            NumberFormatException.class,
            DateTimeException.class,
            JsonProcessingException.class,
            UnsupportedOperationException.class,
            SQLNonTransientException.class,
            LinkageError.class);

    @Override
    public ErrorKind classify(Throwable error) {
        return Causes.of(error)
                .map(StandardErrorClassifier::classifyOne)
                .filter(kind -> kind != ErrorKind.UNCLASSIFIED)
                .findFirst()
                .orElse(ErrorKind.UNCLASSIFIED);
    }

    private static ErrorKind classifyOne(Throwable error) {
        if (error instanceof ClassifiedError classified) {
            return classified.kind();
        }
        if (error instanceof SQLException sql) {
            ErrorKind byState = classifySqlState(sql.getSQLState());
            if (byState != ErrorKind.UNCLASSIFIED) {
                return byState;
            }
        }
        if (TRANSIENT.stream().anyMatch(type -> type.isInstance(error))) {
            return ErrorKind.TRANSIENT;
        }
        return PERMANENT.stream().anyMatch(type -> type.isInstance(error))
                ? ErrorKind.PERMANENT
                : ErrorKind.UNCLASSIFIED;
    }

    /**
     * By the class of the SQL state (ISO/IEC 9075-2, subclause 24.1) and PostgreSQL's additions to it (PostgreSQL
     * manual, appendix A).
     */
    private static ErrorKind classifySqlState(@Nullable String state) {
        if (state == null || state.length() < 2) {
            return ErrorKind.UNCLASSIFIED;
        }
        return switch (state.substring(0, 2)) {
            case "08", "40", "53", "55", "57", "58" -> ErrorKind.TRANSIENT;
            case "0A", "22", "23", "28", "3D", "3F", "42" -> ErrorKind.PERMANENT;
            default -> ErrorKind.UNCLASSIFIED;
        };
    }
}
