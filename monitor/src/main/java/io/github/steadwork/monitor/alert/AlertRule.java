package io.github.steadwork.monitor.alert;

import io.github.steadwork.event.Alert.Severity;
import java.util.List;

/** Looks for something that somebody should look at. Called every few seconds by one thread; what it throws is told as an event. */
public interface AlertRule {

    /** The name of what it looks for, as {@code queue-age}; one of a kind among the rules. */
    String name();

    /** What it sees now; what it does not see is well. */
    List<Sighting> look(AlertView view);

    /**
     * Something that a rule sees.
     *
     * @param subject what it is about; empty if about all
     * @param raises whether it is bad enough to raise an alert; if not, it only keeps up one that was raised: the space between the
     *     two is what keeps an alert from coming and going
     * @param severity how bad it is
     * @param message what is wrong, with the figures
     */
    record Sighting(String subject, boolean raises, Severity severity, String message) {}
}
