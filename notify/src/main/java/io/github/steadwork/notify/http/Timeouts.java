package io.github.steadwork.notify.http;

import java.time.Duration;

/** How long another system may take. */
final class Timeouts {

    private Timeouts() {}

    static Duration require(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "timeout is " + timeout + ", allowed is more than zero and at most PT1H");
        }
        return timeout;
    }
}
