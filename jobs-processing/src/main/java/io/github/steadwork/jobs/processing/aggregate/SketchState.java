package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * About how many different values there are. The hash codes of the first few are kept as they are; past that, 4096 registers
 * keep the longest run of zeros that a hash code began with: P. Flajolet and others, "HyperLogLog: the analysis of a
 * near-optimal cardinality estimation algorithm", AofA 2007; with 64 bits, so that large numbers need no correction. The
 * standard error is 1.04 / sqrt(4096), 1.6 in 100. Neither the order of values nor of merges changes anything.
 */
final class SketchState implements State {

    private static final int INDEX_BITS = 12;
    private static final int REGISTERS = 1 << INDEX_BITS;
    private static final int MOST_KEPT = 256;
    private static final long BYTES_PER_HASH = 56;
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);
    private static final double SMALL = 2.5 * REGISTERS;

    private final KeyCodec codec = new KeyCodec();
    private Set<Long> hashes = new HashSet<>(4);
    private byte @Nullable [] registers;

    @Override
    public void add(@Nullable Object value) {
        // numbers of one column have one type, so that equal ones have the same bytes
        addHash(codec.encode(new @Nullable Object[] {value}).longHash());
    }

    private void addHash(long hash) {
        if (registers != null) {
            note(registers, hash);
            return;
        }
        hashes.add(hash);
        if (hashes.size() > MOST_KEPT) {
            dense();
        }
    }

    private byte[] dense() {
        byte[] made = registers;
        if (made == null) {
            made = new byte[REGISTERS];
            for (long hash : hashes) {
                note(made, hash);
            }
            registers = made;
            hashes = Set.of();
        }
        return made;
    }

    private static void note(byte[] registers, long hash) {
        int index = (int) (hash >>> (Long.SIZE - INDEX_BITS));
        int run = Long.numberOfLeadingZeros(hash << INDEX_BITS | 1L << (INDEX_BITS - 1)) + 1;
        if (run > registers[index]) {
            registers[index] = (byte) run;
        }
    }

    @Override
    public void merge(State other) {
        SketchState later = (SketchState) other;
        if (later.registers == null) {
            later.hashes.forEach(this::addHash);
            return;
        }
        byte[] mine = dense();
        for (int i = 0; i < REGISTERS; i++) {
            mine[i] = (byte) Math.max(mine[i], later.registers[i]);
        }
    }

    @Override
    public Object result() {
        return registers == null ? (Object) (long) hashes.size() : estimate(registers);
    }

    private static long estimate(byte[] registers) {
        double sum = 0;
        int zeros = 0;
        for (byte register : registers) {
            sum += Math.scalb(1.0, -register);
            zeros += register == 0 ? 1 : 0;
        }
        double raw = ALPHA * REGISTERS * REGISTERS / sum;
        // few values leave registers empty, and how many are empty tells more than the rest
        boolean linear = raw <= SMALL && zeros > 0;
        return Math.round(linear ? REGISTERS * Math.log((double) REGISTERS / zeros) : raw);
    }

    @Override
    public List<@Nullable Object> snapshot() {
        return registers == null ? new ArrayList<>(hashes) : Collections.singletonList(registers.clone());
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        if (snapshot.size() == 1 && snapshot.get(0) instanceof byte[] kept) {
            registers = kept.clone();
            hashes = Set.of();
        } else {
            snapshot.forEach(hash -> hashes.add((Long) hash));
        }
    }

    @Override
    public long estimatedBytes() {
        return 320 + (registers == null ? hashes.size() * BYTES_PER_HASH : REGISTERS);
    }
}
