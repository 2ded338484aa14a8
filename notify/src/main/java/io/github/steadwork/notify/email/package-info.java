/** Notifications by e-mail. Start at {@link io.github.steadwork.notify.email.EmailChannel}. */
@NullMarked
package io.github.steadwork.notify.email;

import org.jspecify.annotations.NullMarked;
