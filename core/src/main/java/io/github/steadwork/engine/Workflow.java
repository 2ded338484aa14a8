package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Jobs as the steps of a graph: each runs when those before it have succeeded. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * Workflow nightly = Workflow.named("nightly")
 *         .step("extract", JobRequest.of(Extract.TYPE, day))
 *         .step("check", JobRequest.of(Check.TYPE, day), "extract")
 *         .step("load", JobRequest.of(Load.TYPE, day), "extract")
 *         .step("report", JobRequest.of(Report.TYPE, day), "check", "load");
 * GroupHandle handle = engine.jobs().enqueue(nightly);
 * }</pre>
 *
 * <p>The graph is stored with its jobs; when a step has failed, {@link GroupHandle#restart} goes on from there.
 */
public final class Workflow {

    private final String name;
    private final Map<String, Node> nodes;
    private final Batch end;

    private record Node(JobRequest<?, ?> request, Set<String> after) {}

    private Workflow(String name, Map<String, Node> nodes, Batch end) {
        this.name = name;
        this.nodes = nodes;
        this.end = end;
    }

    /** A workflow without steps. */
    public static Workflow named(String name) {
        return new Workflow(name, Map.of(), Batch.named(name));
    }

    /**
     * With this step besides.
     *
     * @param step its name within the workflow
     * @param after the steps that have to succeed before, which may be added later
     * @throws IllegalArgumentException if the name is taken
     */
    public Workflow step(String step, JobRequest<?, ?> request, String... after) {
        Map<String, Node> all = new LinkedHashMap<>(nodes);
        Node node = new Node(request, new LinkedHashSet<>(List.of(after)));
        if (all.put(step, node) != null) {
            throw new IllegalArgumentException("workflow '" + name + "' has two steps '" + step + "'");
        }
        return new Workflow(name, all, end);
    }

    /** With a job that runs when all steps have succeeded, and is cancelled otherwise. */
    public Workflow onSuccess(JobRequest<?, ?> request) {
        return new Workflow(name, nodes, end.onSuccess(request));
    }

    /** With a job that runs when all steps have ended, however they have. */
    public Workflow onComplete(JobRequest<?, ?> request) {
        return new Workflow(name, nodes, end.onComplete(request));
    }

    /** With a job that runs when a step has failed and all have ended, and is cancelled otherwise. */
    public Workflow onFailure(JobRequest<?, ?> request) {
        return new Workflow(name, nodes, end.onFailure(request));
    }

    /** The graph as a Mermaid diagram. */
    public String mermaid() {
        return Mermaid.of(steps(), Map.of());
    }

    /** The steps, each after those before it. */
    List<GroupJob.Step> steps() {
        List<GroupJob.Step> steps = new ArrayList<>();
        for (String step : inOrder()) {
            Node node = node(step);
            steps.add(new GroupJob.Step(step, node.request.id().toString(), List.copyOf(node.after)));
        }
        return steps;
    }

    /** The jobs of the steps, each waiting for those before it. */
    Batch jobs() {
        List<JobRequest<?, ?>> jobs = new ArrayList<>();
        for (String step : inOrder()) {
            Node node = node(step);
            Set<JobId> parents = new LinkedHashSet<>(node.request.parents());
            node.after.forEach(before -> parents.add(node(before).request.id()));
            jobs.add(node.request.after(parents));
        }
        return end.add(jobs);
    }

    private Node node(String step) {
        Node node = nodes.get(step);
        if (node == null) {
            throw new IllegalArgumentException(
                    "workflow '" + name + "' has no step '" + step + "', but one comes after it");
        }
        return node;
    }

    /** The names in an order in which each comes after those before it; illegal if there is none. */
    private List<String> inOrder() {
        Set<String> placed = new LinkedHashSet<>();
        Set<String> left = new LinkedHashSet<>(nodes.keySet());
        nodes.values().forEach(node -> node.after.forEach(this::node));
        while (!left.isEmpty()) {
            List<String> next = left.stream()
                    .filter(step -> placed.containsAll(node(step).after))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalArgumentException(
                        "workflow '" + name + "' goes in a circle: its steps " + left + " wait for each other");
            }
            placed.addAll(next);
            next.forEach(left::remove);
        }
        return List.copyOf(placed);
    }
}
