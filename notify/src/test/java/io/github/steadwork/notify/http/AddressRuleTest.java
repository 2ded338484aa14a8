package io.github.steadwork.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.retry.PermanentException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

final class AddressRuleTest {

    private static final AddressRule STRICT = new AddressRule(false, false);

    private static boolean isPublic(String address) {
        try {
            return AddressRule.isPublic(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyPublicAddressesAreReached() {
        assertThat(new String[] {"1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "64:ff9b::1.1.1.1"})
                .allMatch(AddressRuleTest::isPublic);
        assertThat(new String[] {
                    "0.0.0.0",
                    "0.1.2.3",
                    "127.0.0.1",
                    "127.8.8.8",
                    "10.0.0.1",
                    "172.16.0.1",
                    "192.168.1.1",
                    "169.254.169.254",
                    "100.64.0.1",
                    "192.0.0.8",
                    "198.18.0.1",
                    "224.0.0.1",
                    "240.0.0.1",
                    "255.255.255.255",
                    "::",
                    "::1",
                    "fe80::1",
                    "fc00::1",
                    "fd00:ec2::254",
                    "ff02::1",
                    "::ffff:127.0.0.1",
                    "64:ff9b::10.0.0.1",
                    "2002:7f00:1::"
                })
                .noneMatch(AddressRuleTest::isPublic);
    }

    @Test
    void hostsInPrivateNetworksAreRefusedWhenTheyAreLookedUp() {
        assertThatThrownBy(() -> STRICT.requireReachable(URI.create("https://localhost/hook")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("localhost")
                .hasMessageContaining("allowPrivateNetwork()");
        assertThatThrownBy(() -> STRICT.requireReachable(URI.create("https://[::1]/hook")))
                .isInstanceOf(PermanentException.class);
    }

    @Test
    void otherKindsOfAddressesAreRefusedWithoutBeingShown() {
        for (String wrong : new String[] {
            "http://example.com/t0ken",
            "file:///etc/t0ken",
            "//example.com/t0ken",
            "https:///t0ken",
            "https://user:t0ken@example.com"
        }) {
            assertThatThrownBy(() -> STRICT.requireForm(URI.create(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("t0ken");
        }
        assertThat(STRICT.requireForm(URI.create("https://example.com/hook"))).hasHost("example.com");
    }
}
