/**
 * How values are stored: payloads, results and checkpoints.
 *
 * <p>Start at {@link io.github.steadwork.codec.PayloadCodec}; {@link io.github.steadwork.codec.JacksonPayloadCodec} is
 * the one that is used unless another is given.
 */
@NullMarked
package io.github.steadwork.codec;

import org.jspecify.annotations.NullMarked;
