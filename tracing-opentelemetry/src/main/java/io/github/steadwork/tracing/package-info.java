/** Traces of jobs, by OpenTelemetry. Start at {@link io.github.steadwork.tracing.JobTracing}. */
@NullMarked
package io.github.steadwork.tracing;

import org.jspecify.annotations.NullMarked;
