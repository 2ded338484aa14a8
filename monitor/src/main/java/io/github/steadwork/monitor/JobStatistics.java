package io.github.steadwork.monitor;

import io.github.steadwork.job.DataVolume;
import java.util.List;

/**
 * What happened to the jobs of one type, of one queue, or to all.
 *
 * @param name the name of the type or of the queue; {@link JobMonitor#OTHER} for those beyond the monitor's limit, and
 *     {@link #ALL} for all jobs
 * @param counts how often what happened since the monitor was made
 * @param data what they said that they have read and written, since then
 * @param windows the same for each {@link Window}, in their order, with lengths
 */
public record JobStatistics(String name, EventCounts counts, DataVolume data, List<WindowStatistics> windows) {

    /** The name under which all jobs are summed up; no type or queue can have it. */
    public static final String ALL = "*";

    /** Makes the list immutable. */
    public JobStatistics {
        windows = List.copyOf(windows);
    }

    /** What happened within a window. */
    public WindowStatistics in(Window window) {
        return windows.stream()
                .filter(each -> each.window() == window)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("statistics of '" + name + "' lack the window " + window));
    }
}
