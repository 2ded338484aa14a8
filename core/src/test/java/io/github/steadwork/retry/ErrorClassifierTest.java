package io.github.steadwork.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ErrorClassifierTest {

    private final ErrorClassifier standard = ErrorClassifier.standard();

    static Stream<Throwable> transientErrors() {
        return Stream.of(
                new TimeoutException(),
                new HttpTimeoutException("slow"),
                new SocketTimeoutException(),
                new ConnectException(),
                new SocketException("Connection reset"),
                new UnknownHostException("db"),
                new SQLTimeoutException(),
                new SQLRecoverableException(),
                new TransientException("later"),
                new TransientException("later", new IOException()));
    }

    static Stream<Throwable> permanentErrors() {
        return Stream.of(
                new GeneralSecurityException(),
                new SecurityException(),
                new AccessDeniedException("/etc/shadow"),
                new NoSuchFileException("in.csv"),
                new FileNotFoundException("in.csv"),
                new MalformedInputException(1),
                new NumberFormatException(),
                new DateTimeParseException("no date", "x", 0),
                new JsonParseException("no JSON"),
                new UnsupportedOperationException(),
                new SQLNonTransientConnectionException(),
                new NoClassDefFoundError("Gone"),
                new PermanentException("never"),
                new PermanentException("never", new TimeoutException()));
    }

    static Stream<Throwable> unclassifiedErrors() {
        return Stream.of(
                new IOException("disk"),
                new IllegalStateException(),
                new NullPointerException(),
                new OutOfMemoryError(),
                new SQLException("no state"));
    }

    @ParameterizedTest
    @MethodSource("transientErrors")
    void whatMayPassIsTransient(Throwable error) {
        assertThat(standard.classify(error)).isEqualTo(ErrorKind.TRANSIENT);
    }

    @ParameterizedTest
    @MethodSource("permanentErrors")
    void whatStaysIsPermanent(Throwable error) {
        assertThat(standard.classify(error)).isEqualTo(ErrorKind.PERMANENT);
    }

    @ParameterizedTest
    @MethodSource("unclassifiedErrors")
    void whatNobodyKnowsIsUnclassified(Throwable error) {
        assertThat(standard.classify(error)).isEqualTo(ErrorKind.UNCLASSIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "08006, TRANSIENT", "40001, TRANSIENT", "40P01, TRANSIENT", "53300, TRANSIENT", "55P03, TRANSIENT",
        "57P01, TRANSIENT", "58030, TRANSIENT", "0A000, PERMANENT", "22001, PERMANENT", "23505, PERMANENT",
        "28P01, PERMANENT", "3D000, PERMANENT", "3F000, PERMANENT", "42501, PERMANENT", "HY000, UNCLASSIFIED",
        "9, UNCLASSIFIED"
    })
    void theClassOfAnSqlStateDecides(String state, ErrorKind expected) {
        assertThat(standard.classify(new SQLException("from the database", state)))
                .isEqualTo(expected);
    }

    @Test
    void theSqlStateGoesBeforeTheJavaClass() {
        assertThat(standard.classify(new SQLTimeoutException("wrong password", "28P01")))
                .isEqualTo(ErrorKind.PERMANENT);
        assertThat(standard.classify(new SQLTimeoutException("odd state", "HY000")))
                .isEqualTo(ErrorKind.TRANSIENT);
    }

    @Test
    void causesDecideWhereTheErrorItselfIsUnknown() {
        assertThat(standard.classify(new ExecutionException(new CompletionException(new ConnectException()))))
                .isEqualTo(ErrorKind.TRANSIENT);
        assertThat(standard.classify(new UncheckedIOException(new NoSuchFileException("in.csv"))))
                .isEqualTo(ErrorKind.PERMANENT);
    }

    @Test
    void theOutermostErrorThatIsKnownDecides() {
        assertThat(standard.classify(new TransientException("wrapped", new PermanentException("inside"))))
                .isEqualTo(ErrorKind.TRANSIENT);
    }

    @Test
    @Timeout(10)
    void causesThatRunInACircleAreFollowedToAnEnd() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(standard.classify(first)).isEqualTo(ErrorKind.UNCLASSIFIED);
        assertThat(RetryPolicy.DEFAULT.delayAfter(first, 0, new Random(1))).isPresent();
    }

    @Test
    void anErrorThatKnowsItsKindGoesBeforeTheRules() {
        final class Throttled extends UnsupportedOperationException implements ClassifiedError {
            private static final long serialVersionUID = 1L;

            @Override
            public ErrorKind kind() {
                return ErrorKind.TRANSIENT;
            }
        }
        Throttled error = new Throttled();

        assertThat(standard.classify(error)).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(error.retryAfter()).isEmpty();
    }

    @Test
    void aRuleInFrontDecidesFirstAndLeavesTheRestToTheOthers() {
        ErrorClassifier ours = standard.after(
                error -> error instanceof FileNotFoundException ? ErrorKind.TRANSIENT : ErrorKind.UNCLASSIFIED);

        assertThat(ours.classify(new FileNotFoundException())).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(ours.classify(new SecurityException())).isEqualTo(ErrorKind.PERMANENT);
    }

    @Test
    void aTransientErrorSaysHowLongToWaitOnlyIfItWasTold() {
        assertThat(new TransientException("later").retryAfter()).isEmpty();
        assertThat(new TransientException("later", Duration.ofSeconds(3)).retryAfter())
                .isEqualTo(Optional.of(Duration.ofSeconds(3)));
    }
}
