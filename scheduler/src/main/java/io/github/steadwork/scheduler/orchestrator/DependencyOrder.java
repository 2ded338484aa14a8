package io.github.steadwork.scheduler.orchestrator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Looks whether each pipeline can ever have its turn. */
final class DependencyOrder {

    private DependencyOrder() {}

    /**
     * Checks the dependencies.
     *
     * @throws IllegalArgumentException if one is unknown, or leads back to where it began
     */
    static void check(Map<String, Pipeline> pipelines) {
        pipelines.values().forEach(pipeline -> check(pipeline, pipelines));
    }

    private static void check(Pipeline pipeline, Map<String, Pipeline> pipelines) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(pipeline.dependencies());
        while (!open.isEmpty()) {
            String name = open.pop();
            Pipeline dependency = pipelines.get(name);
            if (dependency == null) {
                throw new IllegalArgumentException("pipeline '" + pipeline.name() + "' depends on '" + name
                        + "', which is none of " + pipelines.keySet());
            }
            if (name.equals(pipeline.name())) {
                throw new IllegalArgumentException("pipeline '" + name + "' depends on itself");
            }
            if (seen.add(name)) {
                open.addAll(dependency.dependencies());
            }
        }
    }
}
