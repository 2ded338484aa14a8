package io.github.steadwork.notify.email;

import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.notify.channel.SecretProvider;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends e-mail over SMTP: HTML with a plain text part, to one or several recipients.
 *
 * <pre>{@code
 * EmailChannel.smtp("smtp.example.com").login("jobs", "SMTP_PASSWORD")
 *         .from("Jobs <jobs@example.com>").to("ops@example.com", "oncall@example.com").build()
 * }</pre>
 *
 * <p>The connection is encrypted and the server's certificate checked, unless {@link Security#NONE} is asked for. A recipient that the
 * server refuses for good while it accepts others is logged and left out.
 */
public final class EmailChannel implements NotificationChannel {

    private final SmtpServer server;
    private final InternetAddress from;
    private final List<InternetAddress> to;
    private final EmailTemplates templates;

    /** How the connection is kept private. */
    public enum Security {
        /** Begins in the open and is encrypted before anything is said; a server that cannot is refused. Port 587. */
        STARTTLS(587),
        /** Encrypted from the start. Port 465. */
        TLS(465),
        /** Not at all, for a relay on the same machine. No login. Port 25. */
        NONE(25);

        final int port;

        Security(int port) {
            this.port = port;
        }
    }

    private EmailChannel(Builder builder) {
        this.server = builder.server();
        this.from = Objects.requireNonNull(builder.from);
        this.to = List.copyOf(builder.to);
        this.templates = builder.templates;
    }

    /** A builder for a channel through this server, with {@link Security#STARTTLS}. */
    public static Builder smtp(String host) {
        return new Builder(host);
    }

    @Override
    public void send(Digest digest, SecretProvider secrets) {
        server.send(session -> EmailMessage.of(digest, templates, session, from, to), secrets);
    }

    /** Collects what a channel needs. Not safe for use by several threads. */
    public static final class Builder {

        private final String host;
        private final List<InternetAddress> to = new ArrayList<>();
        private int port;
        private Security security = Security.STARTTLS;
        private Optional<SmtpServer.Login> login = Optional.empty();
        private EmailTemplates templates = EmailTemplates.DEFAULT;
        private Duration timeout = Duration.ofSeconds(20);
        private @Nullable SSLContext trust;
        private @Nullable InternetAddress from;

        private Builder(String host) {
            this.host = Objects.requireNonNull(host, "host");
        }

        /** At this port instead of the usual one. */
        public Builder port(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port is " + port + ", allowed is 1 to 65535");
            }
            this.port = port;
            return this;
        }

        /** Kept private this way. */
        public Builder security(Security security) {
            this.security = Objects.requireNonNull(security, "security");
            return this;
        }

        /** With this user, and the password that is the secret with this name. */
        public Builder login(String user, String passwordSecret) {
            this.login = Optional.of(new SmtpServer.Login(user, passwordSecret));
            return this;
        }

        /**
         * From this address, as {@code jobs@example.com} or {@code Jobs <jobs@example.com>}.
         *
         * @throws IllegalArgumentException if it is none
         */
        public Builder from(String address) {
            this.from = Addresses.require(address);
            return this;
        }

        /**
         * To these addresses besides.
         *
         * @throws IllegalArgumentException if one is none
         */
        public Builder to(String... addresses) {
            for (String address : addresses) {
                to.add(Addresses.require(address));
            }
            return this;
        }

        /** In the words of these templates. */
        public Builder templates(EmailTemplates templates) {
            this.templates = Objects.requireNonNull(templates, "templates");
            return this;
        }

        /** How long the server may take to connect, to read and to answer, each; 20 seconds unless said. */
        public Builder timeout(Duration timeout) {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("timeout is " + timeout + ", allowed is from PT0.001S to PT1H");
            }
            this.timeout = timeout;
            return this;
        }

        /** Trusts the certificates that this trusts, as those of a company's own authority. */
        public Builder trust(SSLContext trust) {
            this.trust = Objects.requireNonNull(trust, "trust");
            return this;
        }

        private SmtpServer server() {
            return new SmtpServer(host, port == 0 ? security.port : port, security, login, timeout, trust);
        }

        /**
         * The channel.
         *
         * @throws IllegalArgumentException if sender or recipient is missing, or a password would be sent in the open
         */
        public EmailChannel build() {
            if (from == null || to.isEmpty()) {
                throw new IllegalArgumentException("an e-mail needs from(...) and to(...)");
            }
            if (security == Security.NONE && login.isPresent()) {
                throw new IllegalArgumentException(
                        "a login without encryption would send the password in the open; use STARTTLS or TLS");
            }
            return new EmailChannel(this);
        }
    }
}
