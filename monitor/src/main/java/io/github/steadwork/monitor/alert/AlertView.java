package io.github.steadwork.monitor.alert;

import io.github.steadwork.monitor.JobMonitor;
import io.github.steadwork.monitor.MonitorSnapshot;
import io.github.steadwork.queue.QueueBackend;
import java.time.Instant;

/**
 * What rules look at.
 *
 * @param now what time it is by the backend's clock
 * @param monitor what this node has seen
 * @param snapshot what this node's monitor knows now
 * @param backend what all nodes share
 */
public record AlertView(Instant now, JobMonitor monitor, MonitorSnapshot snapshot, QueueBackend backend) {}
