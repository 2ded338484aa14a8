package io.github.steadwork.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadCodec;
import java.util.Objects;

/** Values as JSON, by the codec that stores the parameters of jobs. */
public final class Json {

    private static final PayloadCodec CODEC = new JacksonPayloadCodec();

    private Json() {}

    public static String write(Object value) {
        return new String(CODEC.encode(value, 1).bytes(), UTF_8);
    }

    public static <T> T read(String json, Class<T> type) {
        return Objects.requireNonNull(CODEC.decode(Payload.of(json.getBytes(UTF_8), CODEC.id(), 1), type));
    }
}
