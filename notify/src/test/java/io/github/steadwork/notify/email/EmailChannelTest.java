package io.github.steadwork.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.steadwork.notify.Samples;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.SecretProvider;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.TransientException;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmailChannelTest {

    private static final SecretProvider SECRETS = SecretProvider.of(Map.of("right", "pass w0rd", "wrong", "wr0ng"));

    @TempDir
    static Path folder;

    private static TestCertificate certificate;
    private static SSLContext localhost;

    private GreenMail mail = new GreenMail(new ServerSetup[0]);

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = new TestCertificate(folder, "localhost");
        localhost = certificate.context();
    }

    private void start(String protocol) {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private EmailChannel.Builder plain() {
        start(ServerSetup.PROTOCOL_SMTP);
        return EmailChannel.smtp("127.0.0.1")
                .port(mail.getSmtp().getPort())
                .security(EmailChannel.Security.NONE)
                .from("Jobs <jobs@example.com>")
                .to("ops@example.com");
    }

    @Test
    void eachRecipientGetsTextAndHtmlWithEverythingEscaped() throws Exception {
        plain().to("\"On Call\" <oncall@example.com>")
                .build()
                .send(Samples.failure("<script>alert(1)</script> & größer", "at <init>"), SECRETS);

        assertThat(mail.getReceivedMessages()).hasSize(2);
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("[FAILURE] <script>alert(1)</script> & größer");
        assertThat(message.getFrom()[0]).hasToString("Jobs <jobs@example.com>");
        assertThat(message.getRecipients(Message.RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("ops@example.com", "On Call <oncall@example.com>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).isEqualTo("<job-1@example.com>");
        assertThat(message.getSentDate()).isNotNull();
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("[FAILURE] <script>alert(1)</script> & größer", "Job 0199", "at <init>");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; größer", "at &lt;init&gt;")
                .doesNotContain("<script");
    }

    @Test
    void repeatsAndWhatIsLeftOutAreSaid() throws Exception {
        var once = Samples.notification("one", "it failed", "");
        plain().build().send(new Digest("1", List.of(once.and(once)), 3), SECRETS);

        assertThat((String) ((MimeMultipart) mail.getReceivedMessages()[0].getContent())
                        .getBodyPart(0)
                        .getContent())
                .contains("2 times from 2026-11-24T12:00:00Z to", "And 3 more");
    }

    @Test
    void templatesCanBeReplacedAndCannotBringInAHeader() throws Exception {
        plain().templates(new EmailTemplates(
                        "Hm:\r\nBcc: all@example.com\r\n{{title}}",
                        "{{#notifications}}{{topic}} of {{kind}}: {{summary}}{{/notifications}}",
                        "<p>{{title}}</p>"))
                .build()
                .send(Samples.failure("a & b", ""), SECRETS);

        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Hm: Bcc: all@example.com [FAILURE] a & b");
        assertThat(message.getHeader("Bcc")).isNull();
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat((String) parts.getBodyPart(0).getContent()).isEqualTo("send-invoice of TYPE: a & b");
        assertThat((String) parts.getBodyPart(1).getContent()).isEqualTo("<p>[FAILURE] a &amp; b</p>");
        assertThatThrownBy(() -> new EmailTemplates("{{#a}}", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("template of the subject");
    }

    @Test
    void addressesThatAreNoneOrWouldBringInAHeaderAreRefused() {
        EmailChannel.Builder builder = EmailChannel.smtp("localhost");

        for (String wrong : new String[] {
            "",
            "ops",
            "ops@",
            "@example.com",
            "a@b@c",
            "a@example.com, b@example.com",
            "ops@example.com\r\nBcc: all@example.com",
            "Ops\u0000 <ops@example.com>",
            "group: a@example.com;",
            "a".repeat(400) + "@example.com"
        }) {
            assertThatThrownBy(() -> builder.to(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("e-mail address is '")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void whatIsMissingOrUnsafeIsRefusedWhenBuilt() {
        assertThatThrownBy(() ->
                        EmailChannel.smtp("localhost").from("a@example.com").build())
                .hasMessageContaining("to(...)");
        assertThatThrownBy(() -> plain().login("jobs", "right").build())
                .hasMessageContaining("would send the password in the open");
        assertThatThrownBy(() -> EmailChannel.smtp("localhost").port(0)).hasMessageContaining("port is 0");
        assertThatThrownBy(() -> EmailChannel.smtp("localhost").timeout(Duration.ZERO))
                .hasMessageContaining("timeout is PT0S");
    }

    private EmailChannel.Builder encrypted(String password) {
        System.setProperty("greenmail.tls.keystore.file", certificate.keyStore.toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        start(ServerSetup.PROTOCOL_SMTPS);
        mail.setUser("jobs@example.com", "jobs", "pass w0rd");
        return EmailChannel.smtp("localhost")
                .port(mail.getSmtps().getPort())
                .security(EmailChannel.Security.TLS)
                .login("jobs", password)
                .from("jobs@example.com")
                .to("ops@example.com");
    }

    @Test
    void tlsAndALoginWork() throws Exception {
        encrypted("right").trust(localhost).build().send(Samples.failure("failed", ""), SECRETS);

        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aWrongPasswordIsNotTriedAgainAndNotShown() {
        EmailChannel channel = encrypted("wrong").trust(localhost).build();

        assertThatThrownBy(() -> channel.send(Samples.failure("failed", ""), SECRETS))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("check the user and the secret 'wrong'")
                .hasStackTraceContaining("Authentication")
                .satisfies(error -> assertThat(stack(error)).doesNotContain("wr0ng"));
    }

    private static String stack(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        EmailChannel channel = encrypted("right").build();

        assertThatThrownBy(() -> channel.send(Samples.failure("failed", ""), SECRETS))
                .isInstanceOf(TransientException.class);
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    private static EmailChannel.Builder startTls(ScriptedSmtpServer server) {
        return EmailChannel.smtp("localhost")
                .port(server.port())
                .trust(localhost)
                .from("jobs@example.com")
                .to("ops@example.com", "oncall@example.com");
    }

    @Test
    void startTlsEncryptsBeforeAnythingIsSaid() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, Map.of())) {
            startTls(server).login("jobs", "right").build().send(Samples.failure("failed", ""), SECRETS);

            assertThat(server.heard)
                    .filteredOn(line -> line.startsWith("open"))
                    .allMatch(line -> line.startsWith("open EHLO") || line.equals("open STARTTLS"));
            assertThat(server.heard)
                    .anyMatch(line -> line.startsWith("tls AUTH PLAIN"))
                    .contains("tls DATA");
        }
    }

    @Test
    void aServerThatCannotEncryptIsToldNothing() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, Map.of("EHLO", "250 localhost"))) {
            EmailChannel channel = startTls(server).login("jobs", "right").build();

            assertThatThrownBy(() -> channel.send(Samples.failure("failed", ""), SECRETS))
                    .isInstanceOf(TransientException.class);
            assertThat(server.heard).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        SSLContext other = new TestCertificate(folder, "mail.example.com").context();
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(other, Map.of())) {
            EmailChannel channel = startTls(server).trust(other).build();

            assertThatThrownBy(() -> channel.send(Samples.failure("failed", ""), SECRETS))
                    .isInstanceOf(TransientException.class);
            assertThat(server.heard).noneMatch(line -> line.startsWith("tls"));
        }
    }

    @Test
    void aRefusalForGoodIsNotTriedAgainAndOneForNowIs() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, Map.of("MAIL", "550 not you"))) {
            assertThatThrownBy(() -> startTls(server).build().send(Samples.failure("failed", ""), SECRETS))
                    .isInstanceOf(PermanentException.class);
        }
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, Map.of("RCPT", "451 later"))) {
            assertThatThrownBy(() -> startTls(server).build().send(Samples.failure("failed", ""), SECRETS))
                    .isInstanceOf(TransientException.class);
        }
    }

    @Test
    void whereSomeRecipientsAreRefusedTheOthersGetItOnce() throws Exception {
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer(localhost, Map.of("RCPT TO:<oncall", "550 gone away"))) {
            startTls(server).build().send(Samples.failure("failed", ""), SECRETS);

            assertThat(server.heard).contains("tls DATA");
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws Exception {
        ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, Map.of());
        server.close();

        assertThatThrownBy(() -> startTls(server).build().send(Samples.failure("failed", ""), SECRETS))
                .isInstanceOf(TransientException.class);
    }
}
