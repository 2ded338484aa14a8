package io.github.steadwork.scheduler.firing;

import io.github.steadwork.job.JobId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What follows from a schedule and a fire time, the same on every node: the id of the job, and by how much it is put off. */
final class FireIds {

    private static final long MILLIS_48 = 0xFFFF_FFFF_FFFFL;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_62 = 0x3FFF_FFFF_FFFF_FFFFL;

    private FireIds() {}

    /** A time-ordered id; a second fence beside the version of the document, for an id can be stored only once. */
    static JobId id(UUID born, Instant fireTime) {
        ByteBuffer hash = hash(born, fireTime);
        long high = (fireTime.toEpochMilli() & MILLIS_48) << 16 | VERSION_7 | (hash.getShort() & 0xFFF);
        return new JobId(new UUID(high, VARIANT | (hash.getLong() & RANDOM_62)));
    }

    /** Zero to {@code most}. */
    static Duration jitter(UUID born, Instant fireTime, Duration most) {
        long number = hash(born, fireTime).getLong(16);
        return Duration.ofMillis(Math.floorMod(number, most.toMillis() + 1));
    }

    private static ByteBuffer hash(UUID born, Instant fireTime) {
        ByteBuffer text = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(born.getMostSignificantBits())
                .putLong(born.getLeastSignificantBits())
                .putLong(fireTime.toEpochMilli());
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
