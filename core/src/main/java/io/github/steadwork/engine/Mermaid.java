package io.github.steadwork.engine;

import io.github.steadwork.job.JobState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph of steps as the text of a Mermaid diagram. */
final class Mermaid {

    private Mermaid() {}

    /** With the state of each step, by its job's id, where that is known. */
    static String of(List<GroupJob.Step> steps, Map<String, JobState> states) {
        Map<String, String> names = new HashMap<>();
        StringBuilder text = new StringBuilder("graph TD\n");
        for (GroupJob.Step step : steps) {
            String name = "s" + names.size();
            names.put(step.name(), name);
            JobState state = states.get(step.job());
            String label = step.name().replace("\"", "#quot;") + (state == null ? "" : "<br/>" + state);
            text.append("    ").append(name).append("[\"").append(label).append("\"]\n");
        }
        for (GroupJob.Step step : steps) {
            for (String before : step.after()) {
                text.append("    ").append(names.get(before)).append(" --> ");
                text.append(names.get(step.name())).append('\n');
            }
        }
        return text.toString();
    }
}
