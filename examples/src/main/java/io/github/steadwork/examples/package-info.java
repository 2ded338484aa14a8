/**
 * Programs to run and to copy from: {@link io.github.steadwork.examples.strikes.WildlifeStrikes} takes real data from a file to a
 * report; each of the others shows one feature.
 */
@NullMarked
package io.github.steadwork.examples;

import org.jspecify.annotations.NullMarked;
