package io.github.steadwork.notify.http;

import io.github.steadwork.notify.channel.SecretProvider;
import io.github.steadwork.retry.PermanentException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks 1.0 says: https://github.com/standard-webhooks/standard-webhooks */
final class Signer {

    private static final String HMAC = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 24;

    private final String secret;
    private final InstantSource clock;

    Signer(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** The headers that prove that who knows the secret has sent this, and when. */
    Map<String, String> headers(String id, String body, SecretProvider secrets) {
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        String signed = id + "." + timestamp + "." + body;
        return Map.of("webhook-timestamp", timestamp, "webhook-signature", "v1," + sign(signed, key(secrets)));
    }

    private byte[] key(SecretProvider secrets) {
        String text = secrets.require(secret);
        byte[] key;
        try {
            key = text.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                    : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new PermanentException("the secret '" + secret + "' has to be base64 after '" + PREFIX + "'");
        }
        if (key.length < SHORTEST_KEY) {
            throw new PermanentException("the secret '" + secret + "' has " + key.length + " bytes, allowed are "
                    + SHORTEST_KEY + " or more");
        }
        return key;
    }

    private static String sign(String text, byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has " + HMAC, impossible);
        }
    }
}
