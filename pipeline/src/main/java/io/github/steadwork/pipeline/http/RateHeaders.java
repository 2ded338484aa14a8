package io.github.steadwork.pipeline.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** What a server says of how much it wants to be asked. Its times are taken by its own clock where it tells it. */
final class RateHeaders {

    private static final List<String> REMAINING =
            List.of("x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining");
    private static final List<String> RESET = List.of("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset");

    /** A greater number is a time since 1970, a smaller one a length: that limit is 30 years. */
    private static final long LONGEST_SECONDS = 946_080_000;

    private static final Duration LONGEST = Duration.ofDays(1);

    private RateHeaders() {}

    /** How long to wait before the next call, as the server says; a day at most. */
    static Optional<Duration> waitFor(HttpHeaders headers, Instant now) {
        Instant here = date(headers, "date").orElse(now);
        Optional<Duration> asked = headers.firstValue("retry-after").flatMap(text -> length(headers, text, here));
        return asked.or(() -> isUsedUp(headers) ? reset(headers, here) : Optional.empty())
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Duration> length(HttpHeaders headers, String text, Instant here) {
        Optional<Duration> seconds = seconds(text).map(Duration::ofSeconds);
        return seconds.or(() -> date(headers, "retry-after").map(until -> Duration.between(here, until)));
    }

    /** Whether the server says that no call is left. */
    static boolean isUsedUp(HttpHeaders headers) {
        return first(headers, REMAINING).filter(left -> left <= 0).isPresent();
    }

    private static Optional<Duration> reset(HttpHeaders headers, Instant here) {
        return first(headers, RESET)
                .map(value -> value > LONGEST_SECONDS
                        ? Duration.between(here, Instant.ofEpochSecond(value))
                        : Duration.ofSeconds(value));
    }

    private static Optional<Long> first(HttpHeaders headers, List<String> names) {
        return names.stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .flatMap(text -> seconds(text).stream())
                .findFirst();
    }

    private static Optional<Long> seconds(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return number >= 0 && number < 1e12 ? Optional.of((long) Math.ceil(number)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(HttpHeaders headers, String name) {
        try {
            return headers.firstValue(name)
                    .map(text -> ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
