package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.pipeline.row.DataException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts with names in braces. */
final class Templates {

    static final String LAST_SYNC = "last_sync";

    private static final Pattern NAME = Pattern.compile("\\{(\\+?)([A-Za-z0-9_.-]+)}");

    private Templates() {}

    /** Refuses names that will have no value. */
    static void check(String stream, ApiRequest request, boolean hasParent, Optional<ApiIncremental> incremental) {
        Set<String> names = names(request);
        if (names.contains(LAST_SYNC) && incremental.isEmpty()) {
            throw new IllegalArgumentException(
                    "stream '" + stream + "' has {last_sync}, but it is not incremental; say by which field");
        }
        if (incremental.isPresent() && incremental.get().parameter().isEmpty() && !names.contains(LAST_SYNC)) {
            throw new IllegalArgumentException("stream '" + stream + "' is incremental, but nothing asks for what is"
                    + " new; name the parameter, or put {last_sync} into the query or the body");
        }
        Set<String> open = parentNames(request);
        if (!open.isEmpty() && !hasParent) {
            throw new IllegalArgumentException("stream '" + stream + "' has names in braces without a value: " + open
                    + "; set variables, or go through the records of another stream");
        }
    }

    /** The names that fields of the parent's record stand for. */
    static Set<String> parentNames(ApiRequest request) {
        Set<String> open = names(request);
        open.removeAll(request.variables().keySet());
        open.remove(LAST_SYNC);
        return open;
    }

    static boolean hasLastSync(ApiRequest request) {
        return names(request).contains(LAST_SYNC);
    }

    private static Set<String> names(ApiRequest request) {
        Set<String> names = new TreeSet<>();
        collect(request.url(), names);
        collect(request.query(), names);
        collect(request.body(), names);
        return names;
    }

    private static void collect(@Nullable Object value, Set<String> names) {
        if (value instanceof String text) {
            Matcher matcher = NAME.matcher(text);
            while (matcher.find()) {
                names.add(matcher.group(2));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> collect(inner, names));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, names));
        }
    }

    /** The values in place of the names, as they are. */
    static String plain(String text, Map<String, String> values) {
        return NAME.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(2), values)));
    }

    /** The values in place of the names, encoded for an address; they cannot lead to another path. */
    static String address(String text, Map<String, String> values) {
        return NAME.matcher(text).replaceAll(match -> {
            String value = value(match.group(2), values);
            boolean slashes = !match.group(1).isEmpty();
            List<String> parts = slashes ? Arrays.asList(value.split("/", -1)) : List.of(value);
            String encoded =
                    parts.stream().map(part -> segment(part, match.group(2))).collect(Collectors.joining("/"));
            return Matcher.quoteReplacement(encoded);
        });
    }

    private static String segment(String part, String name) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw new DataException("the value of {" + name + "} has '" + part + "' in it, which no address may have");
        }
        return encoded(part);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same JSON with values in place of the names in its texts. */
    static Map<String, Object> json(Map<String, Object> body, Map<String, String> values) {
        Map<String, Object> filled = new LinkedHashMap<>();
        body.forEach((name, value) -> filled.put(name, json(value, values)));
        return filled;
    }

    private static Object json(Object value, Map<String, String> values) {
        if (value instanceof String text) {
            return plain(text, values);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> filled = new LinkedHashMap<>();
            map.forEach((name, inner) -> filled.put(String.valueOf(name), json(inner, values)));
            return filled;
        }
        return value instanceof List<?> list
                ? list.stream().map(inner -> json(inner, values)).toList()
                : value;
    }

    private static String value(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new DataException("there is no value for {" + name + "}");
        }
        return value;
    }
}
