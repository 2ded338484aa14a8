package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Set;

/**
 * Up to where a stream has been read, kept from one job to the next.
 *
 * @param value of the incremental field, as text
 * @param boundary the rows that the next run will meet again: a hash of each
 * @param parents which of the parent's records it was read for; one that is not among them is read from the beginning
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ApiWatermark(String value, Map<String, String> boundary, Set<String> parents) {}
