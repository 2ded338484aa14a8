package io.github.steadwork.queue.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants and lengths as they are stored: in microseconds, since 1970-01-01T00:00Z or as such. */
final class Micros {

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static long of(Duration length) {
        return Math.addExact(Math.multiplyExact(length.getSeconds(), PER_SECOND), length.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Duration length(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
