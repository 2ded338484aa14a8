/**
 * Whether all is well: {@link io.github.steadwork.monitor.health.Health} asks the database, the queues, the workers and the
 * process, and answers for people and for Kubernetes.
 */
@NullMarked
package io.github.steadwork.monitor.health;

import org.jspecify.annotations.NullMarked;
