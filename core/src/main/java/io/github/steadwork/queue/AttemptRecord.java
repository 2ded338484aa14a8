package io.github.steadwork.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt that has ended.
 *
 * @param attempt which one, from 1
 * @param worker who made it
 * @param startedAt when it began
 * @param endedAt when its end was stored
 * @param outcome the outcome's name in lower case, {@code succeeded}, {@code retry}, {@code failed}, {@code cancelled},
 *     {@code snoozed}, {@code waiting}, {@code released}; {@code crashed} if its worker died
 * @param error what ended it, if it was an error
 */
public record AttemptRecord(
        int attempt, WorkerId worker, Instant startedAt, Instant endedAt, String outcome, Optional<ErrorInfo> error) {}
