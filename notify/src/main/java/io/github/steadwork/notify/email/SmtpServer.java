package io.github.steadwork.notify.email;

import io.github.steadwork.notify.channel.SecretProvider;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.TransientException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail server, and what its answers mean. */
final class SmtpServer {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.steadwork.notify");
    private static final int PERMANENT_REPLY = 500;

    private final String host;
    private final int port;
    private final Optional<Login> login;
    private final Session session;

    /** Who logs in; the password is a secret's name. */
    record Login(String user, String passwordSecret) {}

    /** Makes a message for a session. */
    interface Draft {
        EmailMessage in(Session session) throws MessagingException;
    }

    SmtpServer(
            String host,
            int port,
            EmailChannel.Security security,
            Optional<Login> login,
            Duration timeout,
            @Nullable SSLContext trust) {
        this.host = host;
        this.port = port;
        this.login = login;
        this.session = Session.getInstance(properties(security, login, timeout, trust));
    }

    private static Properties properties(
            EmailChannel.Security security, Optional<Login> login, Duration timeout, @Nullable SSLContext trust) {
        Properties smtp = new Properties();
        smtp.put("mail.transport.protocol", "smtp");
        smtp.put("mail.smtp.auth", String.valueOf(login.isPresent()));
        smtp.put("mail.smtp.ssl.enable", String.valueOf(security == EmailChannel.Security.TLS));
        smtp.put("mail.smtp.starttls.enable", String.valueOf(security == EmailChannel.Security.STARTTLS));
        smtp.put("mail.smtp.starttls.required", String.valueOf(security == EmailChannel.Security.STARTTLS));
        smtp.put("mail.smtp.ssl.checkserveridentity", "true");
        smtp.put("mail.smtp.sendpartial", "true");
        for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            smtp.put("mail.smtp." + wait, String.valueOf(timeout.toMillis()));
        }
        if (trust != null) {
            smtp.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
        }
        return smtp;
    }

    /**
     * Sends.
     *
     * @throws PermanentException if the server refuses it for good
     * @throws TransientException if it may take it later
     */
    void send(Draft draft, SecretProvider secrets) {
        Optional<String> password = login.map(one -> secrets.require(one.passwordSecret()));
        try {
            EmailMessage message = draft.in(session);
            Transport transport = session.getTransport();
            try {
                transport.connect(host, port, login.map(Login::user).orElse(null), password.orElse(null));
                transport.sendMessage(message, message.getAllRecipients());
            } finally {
                sayGoodbye(transport);
            }
        } catch (SendFailedException refused) {
            acceptOrThrow(refused);
        } catch (AuthenticationFailedException refused) {
            throw new PermanentException(
                    "the mail server " + host + " refuses the login; check the user and the secret '"
                            + login.map(Login::passwordSecret).orElse("") + "'",
                    refused);
        } catch (MessagingException down) {
            throw new TransientException("the mail server " + host + ":" + port + " did not take the message", down);
        }
    }

    /** A server that has the message and does not say goodbye has it all the same. */
    private static void sayGoodbye(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            LOGGER.debug("the mail server did not say goodbye", gone);
        }
    }

    /** Where some recipients have it, sending it again would send it to them twice. */
    private void acceptOrThrow(SendFailedException refused) {
        Address[] sent = refused.getValidSentAddresses();
        if (sent != null && sent.length > 0) {
            LOGGER.atWarn()
                    .setCause(refused)
                    .log(
                            "the mail server {} took a notification for {} and not for others",
                            host,
                            Arrays.toString(sent));
        } else if (isPermanent(refused)) {
            throw new PermanentException("the mail server " + host + " refuses the message for good", refused);
        } else {
            throw new TransientException("the mail server " + host + " did not take the message", refused);
        }
    }

    /** Whether one of the server's replies in the chain is of the 5yz kind (RFC 5321, 4.2.1). */
    private static boolean isPermanent(MessagingException refused) {
        for (Exception each = refused; each != null; each = next(each)) {
            if (reply(each) >= PERMANENT_REPLY) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Exception next(Exception error) {
        return error instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static int reply(Exception error) {
        if (error instanceof SMTPSendFailedException send) {
            return send.getReturnCode();
        } else if (error instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        } else if (error instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return 0;
    }
}
