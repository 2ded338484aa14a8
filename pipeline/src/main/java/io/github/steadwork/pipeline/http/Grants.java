package io.github.steadwork.pipeline.http;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The credentials of an application, by their names. Immutable and safe for use by many threads. */
final class Grants {

    private final Map<String, Grant> grants;

    /**
     * Credentials that may be shown to some hosts.
     *
     * @param hosts as in {@link Destinations}
     */
    record Grant(HttpCredentials credentials, Set<String> hosts) {}

    Grants(Map<String, Grant> grants) {
        this.grants = Map.copyOf(grants);
    }

    /**
     * The credentials that a call names; empty if it names none.
     *
     * @throws DataException if nobody knows them
     * @throws HttpFailure if they are not for the call's host
     */
    Optional<HttpCredentials> of(HttpCall call) {
        if (call.credentials().isEmpty()) {
            return Optional.empty();
        }
        String name = call.credentials().get();
        Grant grant = grants.get(name);
        if (grant == null) {
            throw new DataException("there are no credentials '" + name + "'; " + NameHint.of(name, grants.keySet())
                    + ", and the application registers them where it makes its HttpAccess");
        }
        String host = call.uri().getHost().toLowerCase(Locale.ROOT);
        if (grant.hosts().stream().noneMatch(pattern -> Destinations.matches(pattern, host))) {
            throw HttpFailure.forbidden(
                    "the credentials '" + name + "' are not for the host " + host + ", but for " + grant.hosts());
        }
        return Optional.of(grant.credentials());
    }

    /** An address without the key that credentials of this name put into queries. */
    URI withoutKey(URI address, Optional<String> name) {
        Optional<String> parameter =
                name.map(grants::get).flatMap(grant -> grant.credentials().parameter());
        String query = address.getRawQuery();
        if (parameter.isEmpty() || query == null) {
            return address;
        }
        String kept = Arrays.stream(query.split("&"))
                .filter(part -> !part.startsWith(parameter.get() + "="))
                .collect(Collectors.joining("&"));
        String base = address.toString().substring(0, address.toString().indexOf('?'));
        return URI.create(kept.isEmpty() ? base : base + "?" + kept);
    }

    Set<String> names() {
        return new TreeSet<>(grants.keySet());
    }
}
