/**
 * What has happened, for whoever wants to know. Start at {@link io.github.steadwork.event.JobListener}; the events are the
 * records inside {@link io.github.steadwork.event.JobEvent}.
 */
@NullMarked
package io.github.steadwork.event;

import org.jspecify.annotations.NullMarked;
