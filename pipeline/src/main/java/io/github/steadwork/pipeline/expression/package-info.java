/**
 * A small safe language for conditions and derived values: no loops, no reflection, bounded in length and depth.
 *
 * <p>Start here: {@link io.github.steadwork.pipeline.expression.Expression#parse}, then
 * {@link io.github.steadwork.pipeline.expression.Expression#bind} once for each schema, then
 * {@link io.github.steadwork.pipeline.expression.BoundExpression#evaluate} for each row. The language is described in the
 * project's {@code docs/data-semantics.md}.
 */
@NullMarked
package io.github.steadwork.pipeline.expression;

import org.jspecify.annotations.NullMarked;
