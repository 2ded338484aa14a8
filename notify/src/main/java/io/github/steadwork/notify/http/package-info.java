/**
 * Notifications over HTTP. Start at {@link io.github.steadwork.notify.http.WebhookChannel}, or at {@link
 * io.github.steadwork.notify.http.SlackChannel} for a chat.
 */
@NullMarked
package io.github.steadwork.notify.http;

import org.jspecify.annotations.NullMarked;
