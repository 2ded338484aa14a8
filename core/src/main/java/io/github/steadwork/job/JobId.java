package io.github.steadwork.job;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The identity of one enqueued piece of work: a time-ordered UUID (version 7, RFC 9562, section 5.7), made by whoever
 * enqueues, before the write. So an enqueue whose reply was lost can be repeated without a second effect.
 */
public record JobId(UUID value) implements Comparable<JobId>, Serializable {

    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final long PROCESS = new SecureRandom().nextLong();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_62 = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final int COUNTER_BITS = 12;

    /** Milliseconds and counter of the newest id, packed; it only grows, so ids of one process are in order. */
    private static final AtomicLong NEWEST = new AtomicLong();

    /** A new id, greater than all that this process has made before. */
    public static JobId create() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        long tick = NEWEST.updateAndGet(newest -> Math.max(newest + 1, now));
        long high = (tick >>> COUNTER_BITS) << 16 | VERSION_7 | (tick & 0xFFF);
        long low = VARIANT | ((ThreadLocalRandom.current().nextLong() ^ PROCESS) & RANDOM_62);
        return new JobId(new UUID(high, low));
    }

    /**
     * The id in its text form, 8-4-4-4-12 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static JobId parse(String text) {
        // UUID.fromString also takes shortened groups, which would let two texts name one job
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "job id is '" + text + "', allowed is a UUID as 01890a5d-ac96-774b-bcce-b302099a8057");
        }
        return new JobId(UUID.fromString(text));
    }

    /** By time of making: as unsigned numbers, which is not what {@link UUID#compareTo} does. */
    @Override
    public int compareTo(JobId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
