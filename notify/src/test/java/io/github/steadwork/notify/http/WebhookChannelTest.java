package io.github.steadwork.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.notify.Samples;
import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.notify.channel.SecretProvider;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.TransientException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookChannelTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final SecretProvider SECRETS = SecretProvider.of(
            Map.of("hook", "whsec_" + Base64.getEncoder().encodeToString(KEY), "short", "1234", "torn", "whsec_%%%"));

    private HttpReceiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new HttpReceiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private WebhookChannel channel(String secret) {
        return WebhookChannel.to(receiver.uri("/hook"))
                .signedWith(secret)
                .allowPrivateNetwork()
                .clock(() -> Samples.NOON)
                .build();
    }

    @Test
    void theBodyIsJsonAndTheSignatureProvesWhoSentIt() throws Exception {
        channel("hook").send(Samples.failure("it \"failed\"", "stack"), SECRETS);

        HttpReceiver.Received received = receiver.received.get(0);
        assertThat(received.path()).isEqualTo("/hook");
        assertThat(received.header("Content-Type")).isEqualTo("application/json");
        assertThat(received.body())
                .isEqualTo("{\"id\":\"job-1\",\"title\":\"[FAILURE] it \\\"failed\\\"\",\"notifications\":[{"
                        + "\"occasion\":\"FAILURE\",\"topic\":{\"kind\":\"TYPE\",\"name\":\"send-invoice\"},"
                        + "\"summary\":\"it \\\"failed\\\"\",\"detail\":\"stack\",\"job\":\"0199\","
                        + "\"since\":\"2026-11-24T12:00:00Z\",\"until\":\"2026-11-24T12:00:00Z\",\"count\":1}],"
                        + "\"omitted\":0}");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        String signed =
                received.header("webhook-id") + "." + received.header("webhook-timestamp") + "." + received.body();
        assertThat(received.header("webhook-id")).isEqualTo("job-1");
        assertThat(received.header("webhook-timestamp")).isEqualTo(String.valueOf(Samples.NOON.getEpochSecond()));
        assertThat(received.header("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theSignatureIsTheOneOfThePublishedExample() {
        // Standard Webhooks 1.0, the example of its reference libraries
        Map<String, String> headers = new Signer("hook", () -> Instant.ofEpochSecond(1_614_265_330))
                .headers(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "{\"test\": 2432232314}",
                        SecretProvider.of(Map.of("hook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));

        assertThat(headers).containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatMayGoBetterLaterIsTriedAgainAndTheRestIsNot() {
        receiver.answering(503, 429, 408, 400, 401, 410, 302);

        assertThatThrownBy(() -> send("hook")).isInstanceOf(TransientException.class);
        assertThatThrownBy(() -> send("hook"))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(30)));
        assertThatThrownBy(() -> send("hook")).isInstanceOf(TransientException.class);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> send("hook")).isInstanceOf(PermanentException.class);
        }
        assertThat(receiver.received).as("redirects are not followed").hasSize(7);
    }

    private void send(String secret) throws InterruptedException {
        channel(secret).send(Samples.failure("failed", ""), SECRETS);
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        receiver.close();

        assertThatThrownBy(() -> send("hook"))
                .isInstanceOf(TransientException.class)
                .hasMessage("the host localhost cannot be reached");
    }

    @Test
    void aSecretThatIsMissingOrUnfitIsNamedAndNotShown() {
        assertThatThrownBy(() -> send("none")).hasMessageContaining("'none'");
        assertThatThrownBy(() -> send("short")).hasMessage("the secret 'short' has 4 bytes, allowed are 24 or more");
        assertThatThrownBy(() -> send("torn"))
                .hasMessageContaining("'torn'")
                .message()
                .doesNotContain("%%%");
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void thisMachineIsNotReachedUnlessThatIsAllowed() {
        int port = receiver.uri("/").getPort();
        NotificationChannel strict = WebhookChannel.to(URI.create("https://localhost:" + port + "/hook"))
                .build();

        assertThatThrownBy(() -> strict.send(Samples.failure("failed", ""), SECRETS))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("private network");
        assertThatThrownBy(() -> WebhookChannel.to(receiver.uri("/hook")).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(receiver.received).isEmpty();
    }
}
