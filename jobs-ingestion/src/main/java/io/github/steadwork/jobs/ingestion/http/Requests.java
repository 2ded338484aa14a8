package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.pipeline.http.HttpCall;
import io.github.steadwork.pipeline.row.DataException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The calls of a stream. */
final class Requests {

    private static final JacksonPayloadCodec JSON = new JacksonPayloadCodec();

    private final ApiStream stream;
    private final ApiRequest request;
    private final Pagination pagination;

    Requests(ApiStream stream) {
        this.stream = stream;
        this.request = stream.request();
        this.pagination = stream.pagination();
    }

    /**
     * The call for a page.
     *
     * @param page as {@link Pager} names it
     * @param parent the values that the parent's record gives
     * @param since from where on is asked for; empty for the beginning
     */
    HttpCall call(String page, Map<String, String> parent, Optional<String> since) {
        boolean isLink = !page.isEmpty()
                && (pagination.kind() == Pagination.Kind.NEXT_LINK || pagination.kind() == Pagination.Kind.LINK_HEADER);
        Map<String, String> values = new TreeMap<>(request.variables());
        values.putAll(parent);
        since.ifPresent(value -> values.put(Templates.LAST_SYNC, value));
        if (since.isEmpty() && Templates.hasLastSync(request)) {
            throw new DataException("stream '" + stream.name()
                    + "' has {last_sync}, so the first run needs to be told where it begins; set initial");
        }
        URI uri = isLink ? HttpCall.address(page) : first(values, parameters(page), since);
        Map<String, Object> body = body(page, values);
        boolean posts = request.method().equals("POST");
        return new HttpCall(
                request.method(),
                uri,
                request.headers(),
                posts ? Optional.of(JSON.encode(body, 1).text()) : Optional.empty(),
                request.credentials(),
                request.timeout(),
                request.maxBytes(),
                request.fallback());
    }

    private URI first(Map<String, String> values, Map<String, Object> parameters, Optional<String> since) {
        Map<String, String> query = new LinkedHashMap<>();
        request.query().forEach((name, text) -> query.put(name, Templates.plain(text, values)));
        stream.incremental()
                .flatMap(ApiIncremental::parameter)
                .ifPresent(name -> since.ifPresent(value -> query.put(name, value)));
        if (!pagination.inBody()) {
            parameters.forEach((name, value) -> query.put(name, value.toString()));
        }
        String address = Templates.address(request.url(), values);
        if (query.isEmpty()) {
            return HttpCall.address(address);
        }
        String text = query.entrySet().stream()
                .map(entry -> Templates.encoded(entry.getKey()) + "=" + Templates.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return HttpCall.address(address + (address.indexOf('?') < 0 ? "?" : "&") + text);
    }

    private Map<String, Object> body(String page, Map<String, String> values) {
        Map<String, Object> body = Templates.json(request.body(), values);
        if (pagination.inBody()) {
            body.putAll(parameters(page));
        }
        return body;
    }

    private Map<String, Object> parameters(String page) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!pagination.sizeParameter().isEmpty()) {
            parameters.put(pagination.sizeParameter(), pagination.size());
        }
        boolean isNumber =
                pagination.kind() == Pagination.Kind.PAGE_NUMBER || pagination.kind() == Pagination.Kind.OFFSET;
        if (!pagination.parameter().isEmpty() && !page.isEmpty()) {
            parameters.put(pagination.parameter(), isNumber ? (Object) Long.valueOf(page) : page);
        }
        return parameters;
    }
}
