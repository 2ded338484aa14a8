/**
 * Real database servers that start by themselves, also as root and without Docker, listen on loopback only and end with the JVM that started them. Start at {@link
 * io.github.steadwork.databases.PostgresServer#shared()}.
 */
@NullMarked
package io.github.steadwork.databases;

import org.jspecify.annotations.NullMarked;
