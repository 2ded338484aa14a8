package io.github.steadwork.notify.http;

import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.TransientException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Where a message may go. An address that somebody else has chosen must not reach what only this machine can reach: itself, its own
 * network, the metadata service of a cloud.
 *
 * <p>The name is looked up here, and once more by the client a moment later; the JVM remembers the answer for 30 seconds unless it
 * is told otherwise, so both get the same one.
 */
record AddressRule(boolean allowsHttp, boolean allowsPrivate) {

    /**
     * Refuses what must not be reached.
     *
     * @throws IllegalArgumentException if this is no address of the kind that is allowed
     */
    URI requireForm(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Set<String> allowed = allowsHttp ? Set.of("https", "http") : Set.of("https");
        if (!allowed.contains(scheme) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("address begins with '" + scheme + "', allowed are " + allowed
                    + " with a host and without a user"); // never the whole: it may hold a token
        }
        return uri;
    }

    /**
     * Looks the host up, each time anew.
     *
     * @throws PermanentException if it must not be reached
     * @throws TransientException if it is not known
     */
    void requireReachable(URI uri) {
        if (allowsPrivate) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (!isPublic(address)) {
                    throw new PermanentException("the host " + uri.getHost()
                            + " is in a private network; allow that with allowPrivateNetwork() if it is meant");
                }
            }
        } catch (UnknownHostException unknown) {
            throw new TransientException("the host " + uri.getHost() + " is not known", unknown);
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    /** Beside what the JDK knows: this network, shared (RFC 6598), protocol assignments, benchmarks (RFC 2544), reserved. */
    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean protocol = first == 192 && second == 0 && bytes[2] == 0;
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        return first != 0 && first < 240 && !shared && !protocol && !benchmark;
    }

    /** Unique local addresses (RFC 4193), and those that carry an IPv4 address: NAT64 (RFC 6052), 6to4 (RFC 3056). */
    private static boolean isPublic6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return false;
        }
        if (bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) {
            return isPublic(embedded(bytes, 12));
        }
        return bytes[0] != 0x20 || bytes[1] != 0x02 || isPublic(embedded(bytes, 2));
    }

    private static InetAddress embedded(byte[] bytes, int from) {
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four bytes are an address", impossible);
        }
    }
}
