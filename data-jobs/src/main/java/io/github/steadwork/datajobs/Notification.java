package io.github.steadwork.datajobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of the end of a run, and of which.
 *
 * @param on when somebody is told
 * @param recipients who: addresses, channels, whatever the {@link DataJobNotifier} understands
 * @param settings what else the notifier should know, as the name of a template
 */
public record Notification(Set<Occasion> on, List<String> recipients, Map<String, String> settings) {

    /** Nobody is told. */
    public static final Notification NONE = new Notification(Set.of(), List.of(), Map.of());

    private static final int LONGEST_RECIPIENT = 320;

    /** Ends of runs that somebody may want to know of. */
    public enum Occasion {
        /** It is SUCCESS. */
        SUCCESS,
        /** It is FAILED or TIMEOUT. */
        FAILURE,
        /** It is CANCELLED. */
        CANCELLATION,
        /** It is SUCCESS, and the run before was not. */
        RECOVERY
    }

    /** Refuses recipients that cannot be any. */
    public Notification {
        on = Set.copyOf(on);
        recipients = List.copyOf(recipients);
        settings = Map.copyOf(settings);
        for (String recipient : recipients) {
            if (recipient.isBlank()
                    || recipient.length() > LONGEST_RECIPIENT
                    || recipient.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a recipient is '" + recipient.replaceAll("\\p{Cntrl}", "?")
                        + "', allowed are 1 to " + LONGEST_RECIPIENT + " characters without line breaks and the like");
            }
        }
    }

    @JsonCreator
    static Notification read(
            @JsonProperty("on") @Nullable Set<Occasion> on,
            @JsonProperty("recipients") @Nullable List<String> recipients,
            @JsonProperty("settings") @Nullable Map<String, String> settings) {
        return new Notification(
                Objects.requireNonNullElse(on, Set.of()),
                Objects.requireNonNullElse(recipients, List.of()),
                Objects.requireNonNullElse(settings, Map.of()));
    }

    /** These recipients are told on these occasions. */
    public static Notification of(Set<Occasion> on, String... recipients) {
        return new Notification(EnumSet.copyOf(on), List.of(recipients), Map.of());
    }

    /** Whether anybody may have to be told. */
    boolean isWanted() {
        return !on.isEmpty() && !recipients.isEmpty();
    }
}
