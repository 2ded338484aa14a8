package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.pipeline.spill.MemoryBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of keys, numbered from 0 in the order of their arrival. The bytes lie in a few large blocks, so that a key costs
 * hardly more than its length. Everything it takes it reserves from a budget, and it refuses a key where that is used up.
 * For one thread.
 */
public final class KeyTable implements AutoCloseable {

    /** The answer for a key that is not there, or finds no room. */
    public static final int NONE = -1;

    private static final int FIRST_BLOCK = 1 << 10;
    private static final int LARGEST_BLOCK = 1 << 20;
    private static final int FIRST_KEYS = 32;
    private static final int BYTES_PER_KEY = 4 * Integer.BYTES + Long.BYTES;

    private final MemoryBudget budget;
    private long reserved;
    private List<byte[]> blocks = new ArrayList<>();
    private int blockUsed;
    private int size;
    private int[] slots = new int[FIRST_KEYS * 2];
    private int[] hashes = new int[FIRST_KEYS];
    private int[] lengths = new int[FIRST_KEYS];
    private long[] places = new long[FIRST_KEYS];
    private long[] values;
    private final int width;

    /**
     * An empty table.
     *
     * @param width how many numbers are kept with each key
     */
    public KeyTable(MemoryBudget budget, int width) {
        this.budget = budget;
        this.width = width;
        this.values = new long[FIRST_KEYS * width];
    }

    /** A number that is kept with a key; zero at first. */
    public long value(int index, int which) {
        return values[index * width + which];
    }

    /** Keeps a number with a key. */
    public void setValue(int index, int which, long value) {
        values[index * width + which] = value;
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** The number of this key; {@link #NONE} if it is not there. */
    public int find(KeyCodec key, int hash) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            int index = slots[slot] - 1;
            if (index < 0) {
                return NONE;
            }
            if (hashes[index] == hash && isAt(index, key)) {
                return index;
            }
        }
    }

    private boolean isAt(int index, KeyCodec key) {
        int length = lengths[index];
        if (length != key.length()) {
            return false;
        }
        int from = (int) places[index];
        byte[] block = blocks.get((int) (places[index] >>> 32));
        return Arrays.equals(block, from, from + length, key.buffer(), 0, length);
    }

    /** Adds a key that is not there, and gives its number; {@link #NONE} if the budget has no room for it. */
    public int add(KeyCodec key, int hash) {
        if (!hasSlot() || !hasBlock(key.length())) {
            return NONE;
        }
        int block = blocks.size() - 1;
        System.arraycopy(key.buffer(), 0, blocks.get(block), blockUsed, key.length());
        places[size] = (long) block << 32 | blockUsed;
        lengths[size] = key.length();
        hashes[size] = hash;
        blockUsed += key.length();
        link(size);
        return size++;
    }

    private void link(int index) {
        int mask = slots.length - 1;
        int slot = hashes[index] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = index + 1;
    }

    /** Makes room for another number; half of the slots stay free. */
    private boolean hasSlot() {
        if (size < hashes.length) {
            return true;
        }
        int more = size * 2;
        if (more > 1 << 28 || !reserve((long) size * (BYTES_PER_KEY + width * Long.BYTES))) {
            return false;
        }
        hashes = Arrays.copyOf(hashes, more);
        lengths = Arrays.copyOf(lengths, more);
        places = Arrays.copyOf(places, more);
        values = Arrays.copyOf(values, more * width);
        slots = new int[more * 2];
        for (int i = 0; i < size; i++) {
            link(i);
        }
        return true;
    }

    private boolean hasBlock(int length) {
        if (!blocks.isEmpty() && blocks.get(blocks.size() - 1).length - blockUsed >= length) {
            return true;
        }
        int doubled =
                blocks.isEmpty() ? FIRST_BLOCK : Math.min(LARGEST_BLOCK, blocks.get(blocks.size() - 1).length * 2);
        int block = Math.max(length, doubled);
        if (!reserve(block)) {
            return false;
        }
        blocks.add(new byte[block]);
        blockUsed = 0;
        return true;
    }

    private boolean reserve(long bytes) {
        if (!budget.tryReserve(bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    /** The bytes of the key with this number. */
    public byte[] key(int index) {
        int from = (int) places[index];
        byte[] block = blocks.get((int) (places[index] >>> 32));
        return Arrays.copyOfRange(block, from, from + lengths[index]);
    }

    /** The hash code of the key with this number. */
    public int hash(int index) {
        return hashes[index];
    }

    /** Empties the table and gives its memory back; it can be filled anew. */
    public void clear() {
        budget.release(reserved);
        reserved = 0;
        blocks = new ArrayList<>();
        blockUsed = 0;
        size = 0;
        slots = new int[FIRST_KEYS * 2];
        hashes = new int[FIRST_KEYS];
        lengths = new int[FIRST_KEYS];
        places = new long[FIRST_KEYS];
        values = new long[FIRST_KEYS * width];
    }

    @Override
    public void close() {
        clear();
    }
}
