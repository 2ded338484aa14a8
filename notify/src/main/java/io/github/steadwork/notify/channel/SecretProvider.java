package io.github.steadwork.notify.channel;

import io.github.steadwork.retry.PermanentException;
import java.util.Map;
import java.util.Optional;

/**
 * Where passwords, keys and secret addresses come from. Channels know their names only, so that they are never stored, never printed,
 * and can be changed while the application runs. Safe for use by many threads.
 */
@FunctionalInterface
public interface SecretProvider {

    /** The secret with this name; empty if there is none. */
    Optional<String> find(String name);

    /** Environment variables. */
    static SecretProvider environment() {
        return name -> Optional.ofNullable(System.getenv(name));
    }

    /** These secrets, for tests. */
    static SecretProvider of(Map<String, String> secrets) {
        Map<String, String> copy = Map.copyOf(secrets);
        return name -> Optional.ofNullable(copy.get(name));
    }

    /**
     * The secret with this name.
     *
     * @throws PermanentException if there is none
     */
    default String require(String name) {
        return find(name)
                .filter(secret -> !secret.isEmpty())
                .orElseThrow(
                        () -> new PermanentException("there is no secret '" + name + "'; where secrets come from is "
                                + "said by Notifications.Builder.secrets, environment variables if nothing else"));
    }
}
