package io.github.steadwork.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.notify.Samples;
import io.github.steadwork.retry.PermanentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NotificationTest {

    @Test
    void foreignTextCannotBeginALineNorTurnDirectionNorMoveACursor() {
        Notification notification = Samples.notification(
                "send", "one\r\nBcc: all@example.com\u001b[2J\u202eevil\u2028x", "a\r\n\tb\u0000c");

        assertThat(notification.summary()).isEqualTo("one Bcc: all@example.com [2J evil x");
        assertThat(notification.detail()).isEqualTo("a\n\tb c");
    }

    @Test
    void whatIsTooLongIsCutOffAndNoCharacterIsTorn() {
        String smile = "\ud83d\ude00";
        Notification notification = Samples.notification("send", "x" + smile.repeat(400), "y".repeat(5_000));

        assertThat(notification.summary()).startsWith("x" + smile).endsWith(smile + "...");
        assertThat(notification.detail()).hasSize(Notification.LONGEST_DETAIL);
        assertThat(notification.summary().length()).isLessThanOrEqualTo(Notification.LONGEST_SUMMARY);
    }

    @Test
    void aSecretIsKnownByItsNameOnly() {
        SecretProvider secrets = SecretProvider.of(Map.of("known", "s3cret"));

        assertThat(secrets.require("known")).isEqualTo("s3cret");
        assertThatThrownBy(() -> secrets.require("unknown"))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("'unknown'");
        assertThatThrownBy(() -> SecretProvider.environment().require("STEADWORK_NO_SUCH_SECRET"))
                .isInstanceOf(PermanentException.class);
    }

    @Test
    void theLogChannelWritesOneLineEach() {
        Digest digest = new Digest("1", List.of(Samples.notification("a", "one\ntwo", "x")), 3);

        new LogChannel().send(digest, SecretProvider.environment());

        assertThat(digest.title()).isEqualTo("Jobs: 1 failure, and 3 more");
    }
}
