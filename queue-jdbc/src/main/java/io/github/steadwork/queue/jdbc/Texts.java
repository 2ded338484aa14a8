package io.github.steadwork.queue.jdbc;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.job.JobId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is stored as text: small values of ours as JSON, lists of ids, and the form of a payload. Nothing is stored as NULL. */
final class Texts {

    private static final PayloadCodec JSON = new JacksonPayloadCodec();
    private static final Payload EMPTY = Payload.NOTHING;

    private Texts() {}

    static String json(Object value) {
        return JSON.encode(value, 1).text();
    }

    static <T> Optional<T> value(@Nullable String json, Class<T> type) {
        if (json == null) {
            return Optional.empty();
        }
        Payload payload = Payload.of(json.getBytes(StandardCharsets.UTF_8), JSON.id(), 1);
        return Optional.ofNullable(JSON.decode(payload, type));
    }

    static @Nullable String words(Collection<String> words) {
        return words.isEmpty() ? null : json(new TreeSet<>(words));
    }

    static @Nullable String list(List<String> words) {
        return words.isEmpty() ? null : json(words);
    }

    static List<String> words(@Nullable String json) {
        return json == null
                ? List.of()
                : Arrays.asList(value(json, String[].class).orElse(new String[0]));
    }

    static Set<String> wordSet(@Nullable String json) {
        return json == null ? Set.of() : Set.copyOf(words(json));
    }

    /** A word as it stands within the JSON of {@link #words}, quotes included. */
    static String word(String word) {
        return json(word);
    }

    /** Any text in a form that every database takes: none has a place for the character zero, nor for halves of characters. */
    static String storable(String text) {
        return text.codePoints().anyMatch(Texts::isUnfit) ? mapped(text, "\uFFFD"::formatted) : text;
    }

    /** As {@link #storable}, but different texts stay different; also where MySQL does not see a space at the end. */
    static String key(String text) {
        boolean isFit = text.codePoints().noneMatch(Texts::isUnfit) && !text.contains("\\u") && !text.endsWith(" ");
        if (isFit) {
            return text;
        }
        String escaped = text.replace("\\u", "\\u005cu");
        String ended = escaped.endsWith(" ") ? escaped.substring(0, escaped.length() - 1) + "\\u0020" : escaped;
        return mapped(ended, "\\u%04x"::formatted);
    }

    private static boolean isUnfit(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static String mapped(String text, Function<Integer, String> unfit) {
        StringBuilder mapped = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (isUnfit(codePoint)) {
                mapped.append(unfit.apply(codePoint));
            } else {
                mapped.appendCodePoint(codePoint);
            }
        });
        return mapped.toString();
    }

    /** The names in a form that can be read again: a half of a character in a name makes JSON unreadable. */
    static @Nullable String map(Map<String, String> map) {
        if (map.isEmpty()) {
            return null;
        }
        Map<String, String> stored = new TreeMap<>();
        map.forEach((name, value) -> stored.put(storable(name), value));
        return json(stored);
    }

    @SuppressWarnings("unchecked") // written by map()
    static Map<String, String> map(@Nullable String json) {
        return json == null ? Map.of() : value(json, Map.class).orElse(Map.of());
    }

    static @Nullable String ids(List<JobId> ids) {
        if (ids.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder(ids.size() * 37);
        for (JobId id : ids) {
            text.append(text.isEmpty() ? "" : ",").append(id);
        }
        return text.toString();
    }

    static List<JobId> ids(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<JobId> ids = new ArrayList<>();
        for (String id : text.split(",", -1)) {
            ids.add(new JobId(UUID.fromString(id)));
        }
        return ids;
    }

    /** The form of a payload: its codec and the version of its shape, as {@code json/1}. */
    static String form(Payload payload) {
        return payload.codec() + "/" + payload.version();
    }

    static Payload payload(byte @Nullable [] bytes, @Nullable String form) {
        if (bytes == null || form == null) {
            return EMPTY;
        }
        int slash = form.lastIndexOf('/');
        return Payload.of(bytes, form.substring(0, slash), Integer.parseInt(form.substring(slash + 1)));
    }
}
