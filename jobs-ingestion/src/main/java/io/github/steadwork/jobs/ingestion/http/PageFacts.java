package io.github.steadwork.jobs.ingestion.http;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a page says beside its records.
 *
 * @param lines its records, a line each
 * @param records how many there are
 * @param next what stands where the next link or cursor is to be; empty if it is not there, null, false or an empty text
 * @param more whether it says that there are more pages; empty if it does not say
 * @param total how many records there are on all pages, if it says so
 */
@SuppressWarnings("ArrayRecordComponent") // a page is not copied
record PageFacts(byte[] lines, long records, Optional<String> next, Optional<Boolean> more, OptionalLong total) {}
