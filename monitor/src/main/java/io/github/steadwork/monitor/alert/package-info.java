/**
 * What somebody should look at: {@link io.github.steadwork.monitor.alert.Alerts} looks by rules, and tells listeners when
 * something is wrong and when it is over.
 */
@NullMarked
package io.github.steadwork.monitor.alert;

import org.jspecify.annotations.NullMarked;
