package io.github.steadwork.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.notify.Samples;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.Notification;
import io.github.steadwork.notify.channel.SecretProvider;
import io.github.steadwork.retry.PermanentException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SlackChannelTest {

    @Test
    void foreignTextCannotMentionAnybodyNorMakeLinks() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver()) {
            SlackChannel.to("chat")
                    .allowPrivateNetwork()
                    .build()
                    .send(
                            Samples.failure("<!channel> a & b @channel <http://evil|click>", "not shown"),
                            SecretProvider.of(Map.of("chat", receiver.uri("/t0ken") + "\n")));

            assertThat(receiver.received.get(0).path()).isEqualTo("/t0ken");
            assertThat(receiver.received.get(0).body())
                    .isEqualTo("{\"text\":\"*FAILURE* &lt;!channel&gt; a &amp; b @\u200bchannel "
                            + "&lt;http://evil|click&gt;\"}");
        }
    }

    @Test
    void aLongDigestIsShortened() throws Exception {
        List<Notification> many = IntStream.range(0, 25)
                .mapToObj(number -> Samples.notification("type-" + number, "failed", ""))
                .toList();
        try (HttpReceiver receiver = new HttpReceiver()) {
            SlackChannel.to("chat")
                    .allowPrivateNetwork()
                    .build()
                    .send(
                            new Digest("1", many, 7),
                            SecretProvider.of(Map.of("chat", receiver.uri("/").toString())));

            assertThat(receiver.received.get(0).body()).endsWith("\\nand 12 more that are not listed\"}");
        }
    }

    @Test
    void anAddressThatIsNoneIsNotShown() {
        SlackChannel channel = SlackChannel.to("chat").build();

        for (String wrong : new String[] {"no address t0ken", "ftp://example.com/t0ken"}) {
            assertThatThrownBy(
                            () -> channel.send(Samples.failure("failed", ""), SecretProvider.of(Map.of("chat", wrong))))
                    .isInstanceOf(PermanentException.class)
                    .hasMessage("the secret 'chat' has to be the address of an incoming webhook");
        }
    }
}
