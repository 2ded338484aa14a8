package io.github.steadwork.notify;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Values as the text of documents. */
final class Json {

    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    private Json() {}

    static String write(Object value) {
        return CODEC.encode(value, 1).text();
    }

    static <T> T read(String json, Class<T> type) {
        Payload text = Payload.of(json.getBytes(StandardCharsets.UTF_8), CODEC.id(), 1);
        return Objects.requireNonNull(CODEC.decode(text, type));
    }
}
