package io.github.steadwork.pipeline.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Where calls may go. A host's addresses are looked up and judged right before each call and each redirect. The JDK's client then
 * looks the host up once more; it gets the same answer from the JVM's own cache, which keeps it for 30 seconds unless
 * {@code networkaddress.cache.ttl} says otherwise. What remains is the moment at which that cache forgets in between; a list of hosts
 * closes it.
 *
 * @param hosts that are allowed, as {@code api.example.com} or {@code *.example.com}; empty for all
 * @param privately whether addresses of private networks are allowed
 * @param proxied whether a proxy looks the hosts up, so that their addresses cannot be judged here
 */
record Destinations(Set<String> hosts, boolean privately, boolean proxied) {

    Destinations {
        hosts = Set.copyOf(hosts);
    }

    /**
     * Refuses an address.
     *
     * @return whether it lies in a private network
     */
    boolean check(URI uri) throws UnknownHostException {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!hosts.isEmpty() && hosts.stream().noneMatch(pattern -> matches(pattern, host))) {
            throw HttpFailure.forbidden(
                    "the host " + host + " is not one of those that this application allows: " + hosts);
        }
        if (proxied) {
            return false;
        }
        InetAddress[] addresses = InetAddress.getAllByName(literal(host));
        boolean isPrivate = Arrays.stream(addresses).anyMatch(Addresses::isPrivate);
        if (isPrivate && !privately) {
            throw HttpFailure.forbidden(
                    "the host " + host + " has an address of a private network, which this application does not allow");
        }
        return isPrivate && Arrays.stream(addresses).allMatch(Addresses::isPrivate);
    }

    private static String literal(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean matches(String pattern, String host) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return wanted.startsWith("*.") ? host.endsWith(wanted.substring(1)) : host.equals(wanted);
    }
}
