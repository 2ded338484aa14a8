package io.github.steadwork.notify.channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes notifications to the log {@code io.github.steadwork.notify}, one line each: successes and recoveries as INFO, the rest as
 * ERROR.
 */
public final class LogChannel implements NotificationChannel {

    private final Logger logger = LoggerFactory.getLogger("io.github.steadwork.notify");

    /** A channel to the log. */
    public LogChannel() {}

    @Override
    public void send(Digest digest, SecretProvider secrets) {
        digest.notifications().forEach(this::log);
        if (digest.omitted() > 0) {
            logger.atError().log("and {} more that are not listed", digest.omitted());
        }
    }

    private void log(Notification notification) {
        logger.atLevel(level(notification.occasion()))
                .addKeyValue("topic", notification.topic())
                .addKeyValue("job", notification.job().orElse(""))
                .log("[{}] {} ({} times)", notification.occasion(), notification.summary(), notification.count());
    }

    private static Level level(Occasion occasion) {
        return switch (occasion) {
            case SUCCESS, RECOVERY, CANCELLATION -> Level.INFO;
            case FAILURE, DISABLED, ALARM, ALERT -> Level.ERROR;
        };
    }
}
