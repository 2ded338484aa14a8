/**
 * What runs in this process, and how it has gone of late.
 *
 * <p>Start at {@link io.github.steadwork.monitor.JobMonitor}: register it with an engine, and read its
 * {@link io.github.steadwork.monitor.MonitorSnapshot}. {@link io.github.steadwork.monitor.TerminalView} draws that on a
 * terminal. Behind the monitor, events go into a {@code Recorder} of many {@code Stripe}s, so that threads do not meet, and
 * from there, every few seconds, into the {@code History}; {@code Runs} keeps what is running.
 */
@NullMarked
package io.github.steadwork.monitor;

import org.jspecify.annotations.NullMarked;
