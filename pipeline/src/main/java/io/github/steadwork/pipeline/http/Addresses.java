package io.github.steadwork.pipeline.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells addresses that the world can reach from those that belong to this machine, its network or its provider. */
final class Addresses {

    private static final int NAT64 = 0x0064FF9B;
    private static final int TEREDO = 0x20010000;
    private static final int SIX_TO_FOUR = 0x2002;

    private Addresses() {}

    /** Whether an address is anything but a plain one of the public net. */
    static boolean isPrivate(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPrivate6(bytes) : isPrivate4(bytes);
    }

    private static boolean isPrivate4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        int third = bytes[2] & 0xFF;
        return first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
    }

    /** Those that carry an address of the older kind are judged by that one. */
    private static boolean isPrivate6(byte[] bytes) {
        int head = (bytes[0] & 0xFF) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
        if ((bytes[0] & 0xFE) == 0xFC || head == TEREDO) {
            return true;
        }
        if (head >>> 16 == SIX_TO_FOUR) {
            return isPrivate(four(Arrays.copyOfRange(bytes, 2, 6)));
        }
        boolean embeds = head == NAT64 || head == 0;
        return embeds ? isPrivate(four(Arrays.copyOfRange(bytes, 12, 16))) : (bytes[0] & 0xE0) != 0x20;
    }

    private static InetAddress four(byte[] bytes) {
        try {
            return Inet4Address.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
