package io.github.steadwork.notify.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.stream.Collectors;

/** Addresses that are safe to put into a header. */
final class Addresses {

    private static final int LONGEST = 320;

    private Addresses() {}

    /**
     * The one address that a text is.
     *
     * @throws IllegalArgumentException if it is none, or more than one, or would begin a header of its own
     */
    static InternetAddress require(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw refused(text);
        }
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.validate();
            if (address.isGroup() || address.getAddress().indexOf('@') < 1) {
                throw refused(text);
            }
            return address;
        } catch (AddressException none) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        String shown = text.codePoints()
                .limit(LONGEST)
                .mapToObj(letter ->
                        Character.isISOControl(letter) ? "\\u%04x".formatted(letter) : Character.toString(letter))
                .collect(Collectors.joining());
        return new IllegalArgumentException("e-mail address is '" + shown
                + "', allowed is one address, as jobs@example.com or Jobs <jobs@example.com>");
    }
}
