package io.github.steadwork.queue;

import java.util.Set;

/**
 * What became of settlements.
 *
 * @param refused leases that were not current any more; nothing was written for them
 * @param mayUnblock whether a job has ended that others may wait for, so that {@link JobQueue#unblock} has work
 */
public record SettleReport(Set<Lease> refused, boolean mayUnblock) {

    /** Makes the set immutable. */
    public SettleReport {
        refused = Set.copyOf(refused);
    }
}
