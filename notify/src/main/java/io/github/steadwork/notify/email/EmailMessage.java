package io.github.steadwork.notify.email;

import io.github.steadwork.notify.channel.Digest;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.List;

/** A digest as an e-mail, with an id that is the same when the same is sent again, so that mailboxes can drop the second one. */
final class EmailMessage extends MimeMessage {

    private static final int LONGEST_SUBJECT = 300;
    private static final String UTF_8 = "UTF-8";

    private final String id;

    private EmailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    @SuppressWarnings("JavaUtilDate") // the type of the mail API
    static EmailMessage of(
            Digest digest, EmailTemplates templates, Session session, InternetAddress from, List<InternetAddress> to)
            throws MessagingException {
        String domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        EmailMessage message = new EmailMessage(session, "<" + digest.id() + "@" + domain + ">");
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
        message.setSubject(oneLine(templates.subject(digest)), UTF_8);
        message.setSentDate(new Date());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office replies
        message.setContent(new MimeMultipart(
                "alternative",
                part(templates.text(digest), "plain"),
                part(templates.html(digest), "html"))); // RFC 2046, 5.1.4: the richest part comes last
        message.saveChanges();
        return message;
    }

    /** A template of somebody's own may bring in anything; a line break would begin a header. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT);
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, UTF_8, subtype);
        return part;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
