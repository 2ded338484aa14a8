package io.github.steadwork.monitor.health;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How well all that was looked at is.
 *
 * @param status the worst of all
 * @param components what was looked at, one by one
 */
public record HealthReport(HealthStatus status, List<Component> components) {

    /**
     * One thing that was looked at.
     *
     * @param name what it is
     * @param status how well it is
     * @param reason why, with the figures
     */
    public record Component(String name, HealthStatus status, String reason) {}

    /** Makes the list immutable. */
    public HealthReport {
        components = List.copyOf(components);
    }

    static HealthReport of(List<Component> components) {
        HealthStatus worst = components.stream().map(Component::status).reduce(HealthStatus.UP, HealthStatus::or);
        return new HealthReport(worst, components);
    }

    /** One line: the status, and what is not UP with its reason; as {@code DEGRADED: queues: mail waits for 0:07:12}. */
    public String summary() {
        String trouble = components.stream()
                .filter(component -> component.status != HealthStatus.UP)
                .map(component -> component.name + ": " + component.reason)
                .collect(Collectors.joining("; "));
        return trouble.isEmpty() ? status.name() : status + ": " + trouble;
    }
}
