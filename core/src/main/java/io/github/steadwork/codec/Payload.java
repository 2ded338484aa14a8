package io.github.steadwork.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** An encoded value: its bytes, the codec that wrote them, and the version of their shape. Immutable. */
public final class Payload {

    /** No value at all. */
    public static final Payload NOTHING = new Payload(new byte[0], "none", 0);

    private final byte[] bytes;
    private final String codec;
    private final int version;

    private Payload(byte[] bytes, String codec, int version) {
        this.bytes = bytes;
        this.codec = Objects.requireNonNull(codec, "codec");
        this.version = version;
    }

    /** A payload of these bytes, which belong to it from now on and must not be changed. */
    public static Payload of(byte[] bytes, String codec, int version) {
        return new Payload(Objects.requireNonNull(bytes, "bytes"), codec, version);
    }

    /** The bytes themselves, not a copy; they must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.length;
    }

    /** The id of the codec that wrote the bytes. */
    public String codec() {
        return codec;
    }

    /** The version of the shape, as {@code JobType.version} was when they were written. */
    public int version() {
        return version;
    }

    /** Whether there is no value. */
    public boolean isNothing() {
        return codec.equals(NOTHING.codec);
    }

    /** The bytes as UTF-8 text, for people. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && version == that.version
                && codec.equals(that.codec)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Tells codec, version and size, never the content, which may be private. */
    @Override
    public String toString() {
        return "Payload[" + codec + " v" + version + ", " + bytes.length + " bytes]";
    }
}
