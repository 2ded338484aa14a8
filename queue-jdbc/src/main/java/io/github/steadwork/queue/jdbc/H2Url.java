package io.github.steadwork.queue.jdbc;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Says how a file of H2 has to be opened so that nothing is lost in it; by default two things are.
 *
 * <p>H2 reads and writes its file by a channel that Java closes when a thread is interrupted in the middle of it; then the database
 * is broken for everybody. And jobs are interrupted: when they time out, when they are cancelled, at shutdown. Its {@code async:} files
 * have no such channel.
 *
 * <p>H2 writes a commit up to half a second later, and who kills the process loses it. With {@code WRITE_DELAY=0} it writes at once.
 */
final class H2Url {

    private static final String H2 = "jdbc:h2:";
    private static final String FILE = H2 + "file:";
    private static final String ASYNC = "async:";
    private static final String AT_ONCE = ";WRITE_DELAY=0";

    private H2Url() {}

    /** The same database, opened as it has to be. Other databases, and other ways than the usual, stay as they are. */
    static String durable(String url) {
        if (!isFile(url)) {
            return url;
        }
        String written = url.toUpperCase(Locale.ROOT).contains(";WRITE_DELAY=") ? url : url + AT_ONCE;
        if (written.startsWith(FILE)) {
            return H2 + ASYNC + written.substring(FILE.length());
        }
        boolean isUsual = !written.substring(H2.length()).matches("[A-Za-z]{2,}:.*");
        return isUsual ? H2 + ASYNC + written.substring(H2.length()) : written;
    }

    /** Whether this is a file that this process opens. */
    static boolean isFile(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith(H2) && Stream.of("mem:", "tcp:", "ssl:").noneMatch(way -> lower.startsWith(H2 + way));
    }

    static boolean outlivesInterrupts(String url) {
        return url.toLowerCase(Locale.ROOT).contains(ASYNC);
    }
}
