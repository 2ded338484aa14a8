/**
 * Calls to HTTP APIs that may be slow, limited, broken or hostile.
 *
 * <p>Start here: an {@link io.github.steadwork.pipeline.http.HttpAccess} says where calls may go and with which credentials, and
 * sends a {@link io.github.steadwork.pipeline.http.HttpCall}.
 */
@NullMarked
package io.github.steadwork.pipeline.http;

import org.jspecify.annotations.NullMarked;
