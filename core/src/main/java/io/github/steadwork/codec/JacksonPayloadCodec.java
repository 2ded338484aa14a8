package io.github.steadwork.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson: records, beans and enums, with {@code java.time} as ISO 8601 text and {@code Optional} as its value.
 *
 * <p>Polymorphic typing by class name is never switched on, and refused where a payload's annotations ask for it, so
 * stored bytes cannot choose a class. What cannot be read is never quoted, for it may be private. Fields that a reader
 * does not know are passed over, and fields that are missing are null or zero, so that neighbouring versions of an
 * application read each other's jobs.
 */
public final class JacksonPayloadCodec implements PayloadCodec {

    private static final String ID = "json";

    /** Ready-made for their class: to look serializers up anew each time costs a third of the whole. */
    private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
    private final ObjectMapper mapper;

    /** With the settings that the class describes. */
    public JacksonPayloadCodec() {
        this.mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .polymorphicTypeValidator(
                        BasicPolymorphicTypeValidator.builder().build())
                .build();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Payload encode(@Nullable Object value, int version) {
        if (value == null) {
            return Payload.NOTHING;
        }
        try {
            return Payload.of(
                    writers.computeIfAbsent(value.getClass(), mapper::writerFor).writeValueAsBytes(value), ID, version);
        } catch (JsonProcessingException e) {
            throw new PayloadException(
                    "cannot write " + value.getClass().getName() + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public <T> @Nullable T decode(Payload payload, Class<T> type) {
        if (payload.isNothing()) {
            return null;
        }
        if (!payload.codec().equals(ID)) {
            throw new PayloadException("stored by codec '" + payload.codec() + "', but this is '" + ID + "'");
        }
        try {
            return readers.computeIfAbsent(type, mapper::readerFor).readValue(payload.bytes());
        } catch (IOException e) {
            throw new PayloadException("cannot read version " + payload.version() + " as " + type.getName() + ": "
                    + UnreadableJson.describe(e));
        }
    }
}
