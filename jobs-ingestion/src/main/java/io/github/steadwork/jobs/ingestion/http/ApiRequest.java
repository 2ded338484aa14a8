package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.pipeline.http.HttpCall;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for each page of a stream. In the address, in the values of the query and in the texts of the body stand names in braces:
 * of {@code variables}, of {@code last_sync}, or of fields of the parent's record, as {@code {owner.login}}. In the address values are
 * encoded whole; <code>{+name}</code> leaves their slashes alone.
 *
 * @param method GET or POST
 * @param url the address
 * @param headers beside those of the credentials; no secrets
 * @param query its parameters
 * @param body the JSON of a POST; empty for none
 * @param variables values for names in braces
 * @param credentials the name under which the application knows them; empty for none
 * @param timeout how long one try may take
 * @param maxBytes how many bytes a page may have, unpacked; so much is held in memory for each parallel call
 * @param fallback whether the last good answer will do where the server gives none; it is known while the application runs
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiRequest(
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> query,
        Map<String, Object> body,
        Map<String, String> variables,
        Optional<String> credentials,
        Duration timeout,
        int maxBytes,
        boolean fallback) {

    /** Copies the maps. */
    public ApiRequest {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
        variables = Map.copyOf(variables);
    }

    @JsonCreator
    static ApiRequest read(
            @JsonProperty("method") @Nullable String method,
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("headers") @Nullable Map<String, String> headers,
            @JsonProperty("query") @Nullable Map<String, String> query,
            @JsonProperty("body") @Nullable Map<String, Object> body,
            @JsonProperty("variables") @Nullable Map<String, String> variables,
            @JsonProperty("credentials") @Nullable String credentials,
            @JsonProperty("timeout") @Nullable Duration timeout,
            @JsonProperty("maxBytes") @Nullable Integer maxBytes,
            @JsonProperty("fallback") @Nullable Boolean fallback) {
        if (url == null) {
            throw new IllegalArgumentException("a request has no url; give one, as {\"url\": \"https://...\"}");
        }
        return new ApiRequest(
                Objects.requireNonNullElse(method, "GET"),
                url,
                Objects.requireNonNullElse(headers, Map.of()),
                Objects.requireNonNullElse(query, Map.of()),
                Objects.requireNonNullElse(body, Map.of()),
                Objects.requireNonNullElse(variables, Map.of()),
                Optional.ofNullable(credentials),
                Objects.requireNonNullElse(timeout, HttpCall.TIMEOUT),
                maxBytes == null ? HttpCall.MAX_BYTES : maxBytes,
                fallback != null && fallback);
    }
}
