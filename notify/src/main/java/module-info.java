/** Who is told what, when jobs fail, recover or succeed: by e-mail, webhook, chat or log. */
module io.github.steadwork.notify {
    requires static org.jspecify;
    requires com.samskivert.jmustache;
    requires jakarta.mail;
    requires java.net.http;
    requires org.eclipse.angus.mail;
    requires transitive io.github.steadwork.core;

    exports io.github.steadwork.notify;
    exports io.github.steadwork.notify.channel;
    exports io.github.steadwork.notify.email;
    exports io.github.steadwork.notify.http;

    // stored and sent records are written and read through the codec of core
    opens io.github.steadwork.notify;
    opens io.github.steadwork.notify.channel;
    opens io.github.steadwork.notify.http;
}
