package io.github.steadwork.notify.email;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.Notification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an e-mail says: three Mustache templates, for subject, plain text and HTML. In the HTML, what {@code {{...}}} puts in is
 * escaped.
 *
 * <p>A template is given {@code title}; {@code omitted}, a number, or false for none; and the list {@code notifications}, each with
 * {@code occasion}, {@code kind}, {@code topic}, {@code summary}, {@code detail}, {@code job}, {@code since}, {@code until}, {@code
 * count}, and {@code repeated}, which is true if the count is more than 1. What is empty is false. Immutable.
 */
public final class EmailTemplates {

    /** A subject line, a list as text, and a list as HTML without pictures or scripts. */
    public static final EmailTemplates DEFAULT =
            new EmailTemplates("{{title}}", resource("message.txt"), resource("message.html"));

    private final Template subject;
    private final Template text;
    private final Template html;

    /**
     * Templates of one's own.
     *
     * @throws IllegalArgumentException if one of them is not well formed
     */
    public EmailTemplates(String subject, String text, String html) {
        this.subject = compile("subject", subject, false);
        this.text = compile("text", text, false);
        this.html = compile("html", html, true);
    }

    private static Template compile(String which, String template, boolean escapes) {
        try {
            return Mustache.compiler()
                    .escapeHTML(escapes)
                    .emptyStringIsFalse(true)
                    .compile(template);
        } catch (MustacheException broken) {
            throw new IllegalArgumentException("the template of the " + which + " is broken: " + broken.getMessage());
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(EmailTemplates.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String subject(Digest digest) {
        return subject.execute(view(digest));
    }

    String text(Digest digest) {
        return text.execute(view(digest));
    }

    String html(Digest digest) {
        return html.execute(view(digest));
    }

    private static Map<String, Object> view(Digest digest) {
        List<Map<String, Object>> notifications =
                digest.notifications().stream().map(EmailTemplates::view).toList();
        Object omitted = digest.omitted() == 0 ? false : digest.omitted();
        return Map.of("title", digest.title(), "notifications", notifications, "omitted", omitted);
    }

    private static Map<String, Object> view(Notification notification) {
        return Map.of(
                "occasion", notification.occasion().name(),
                "kind", notification.topic().kind().name(),
                "topic", notification.topic().name(),
                "summary", notification.summary(),
                "detail", notification.detail(),
                "job", notification.job().orElse(""),
                "since", notification.since().toString(),
                "until", notification.until().toString(),
                "count", notification.count(),
                "repeated", notification.count() > 1);
    }
}
