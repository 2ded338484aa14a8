/**
 * Who is told what, when jobs fail, recover or succeed. Start at {@link io.github.steadwork.notify.Notifications}; ready-made channels
 * stand in {@code channel}, {@code email} and {@code http}.
 */
@NullMarked
package io.github.steadwork.notify;

import org.jspecify.annotations.NullMarked;
