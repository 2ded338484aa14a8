package io.github.steadwork.codec;

import org.jspecify.annotations.Nullable;

/**
 * Turns values into bytes and back. The type to read is always named by the reader's code, never by the stored bytes.
 * Implementations are safe for use by many threads.
 */
public interface PayloadCodec {

    /** A short stable name, stored beside the bytes, as {@code json}. */
    String id();

    /**
     * The bytes of a value; {@code null} becomes {@link Payload#NOTHING}.
     *
     * @param version the version of the payload's shape, stored beside it
     * @throws PayloadException if the value cannot be written, naming its class
     */
    Payload encode(@Nullable Object value, int version);

    /**
     * The value behind the bytes; {@code null} for {@link Payload#NOTHING}.
     *
     * @throws PayloadException if the bytes cannot be read as this type, or were written by another codec
     */
    <T> @Nullable T decode(Payload payload, Class<T> type);
}
