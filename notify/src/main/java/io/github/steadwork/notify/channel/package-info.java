/**
 * What is told, and the ways to tell it. Start at {@link io.github.steadwork.notify.channel.NotificationChannel}; a way of your own is
 * one method.
 */
@NullMarked
package io.github.steadwork.notify.channel;

import org.jspecify.annotations.NullMarked;
