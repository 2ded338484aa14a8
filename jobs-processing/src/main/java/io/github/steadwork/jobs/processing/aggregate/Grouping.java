package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.KeyTable;
import io.github.steadwork.jobs.processing.key.Levels;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.spill.MemoryBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a run and what is kept of them. When memory is used up, all groups are written to disk and the table begins
 * anew; at the end what was written of a group is merged, in the order in which it was written. For one thread.
 */
final class Grouping implements AutoCloseable {

    private static final long BYTES_PER_STATE = 8;
    private static final long BYTES_PER_GROUP = 32;

    private final GroupPlan plan;
    private final SpillPlace place;
    private final int level;
    private final MemoryBudget budget;
    private final KeyTable keys;
    private final List<State[]> groups = new ArrayList<>();
    private @Nullable GroupFile spilled;
    private long reserved;

    Grouping(GroupPlan plan, SpillPlace place) {
        this(plan, place, 0);
    }

    private Grouping(GroupPlan plan, SpillPlace place, int level) {
        this.plan = plan;
        this.place = place;
        this.level = level;
        this.budget = Levels.budget(place.memory(), level);
        this.keys = new KeyTable(budget, 0);
    }

    /** Adds the values of a row to its group; one that is null is passed over. */
    void add(KeyCodec key, @Nullable Object[] values) throws IOException {
        State[] states = group(key);
        long grown = 0;
        for (int i = 0; i < states.length; i++) {
            Object value = values[i];
            if (value != null) {
                State state = states[i];
                long before = state.estimatedBytes();
                state.add(value);
                grown += state.estimatedBytes() - before;
            }
        }
        reserveOrSpill(grown);
    }

    /** Adds what was kept of a group elsewhere, as later values; it must not be used any more. */
    void merge(KeyCodec key, State[] later) throws IOException {
        int hash = key.hash();
        if (keys.find(key, hash) == KeyTable.NONE && begin(key, hash, later)) {
            return;
        }
        State[] states = group(key);
        long grown = 0;
        for (int i = 0; i < states.length; i++) {
            long before = states[i].estimatedBytes();
            states[i].merge(later[i]);
            grown += states[i].estimatedBytes() - before;
        }
        reserveOrSpill(grown);
    }

    private void reserveOrSpill(long bytes) throws IOException {
        if (bytes < 0) {
            budget.release(-bytes);
            reserved += bytes;
        } else if (bytes > 0 && !reserve(bytes)) {
            spill();
        }
    }

    private boolean reserve(long bytes) {
        if (!budget.tryReserve(bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    private State[] group(KeyCodec key) throws IOException {
        int hash = key.hash();
        int known = keys.find(key, hash);
        if (known != KeyTable.NONE) {
            return groups.get(known);
        }
        State[] states = plan.newStates();
        if (!begin(key, hash, states)) {
            spill();
            if (!begin(key, hash, states)) {
                throw new DataException("the key of a group has " + key.length()
                        + " bytes, which memory does not hold; raise memory, or group by something shorter");
            }
        }
        return states;
    }

    private boolean begin(KeyCodec key, int hash, State[] states) {
        long bytes = BYTES_PER_GROUP;
        for (State state : states) {
            bytes += BYTES_PER_STATE + state.estimatedBytes();
        }
        if (!reserve(bytes) || keys.add(key, hash) == KeyTable.NONE) {
            return false;
        }
        groups.add(states);
        return true;
    }

    private void spill() throws IOException {
        if (spilled == null) {
            spilled = new GroupFile(plan, place, level);
        }
        for (int i = 0; i < groups.size(); i++) {
            spilled.add(keys.key(i), keys.hash(i), groups.get(i));
        }
        clear();
    }

    private void clear() {
        keys.clear();
        groups.clear();
        budget.release(reserved);
        reserved = 0;
    }

    /** Takes the groups, each once, in no particular order. */
    @FunctionalInterface
    interface GroupAction {
        void take(byte[] key, State[] states) throws IOException;
    }

    /** Gives all groups; to be called once, at the end. */
    void finish(GroupAction action) throws IOException {
        if (spilled == null) {
            for (int i = 0; i < groups.size(); i++) {
                action.take(keys.key(i), groups.get(i));
            }
            return;
        }
        spill();
        for (int part = 0; part < spilled.parts(); part++) {
            try (Grouping grouping = new Grouping(plan, place, level + 1)) {
                spilled.forEach(part, grouping::merge);
                grouping.finish(action);
            }
        }
    }

    @Override
    public void close() throws IOException {
        clear();
        if (spilled != null) {
            spilled.close();
        }
    }
}
