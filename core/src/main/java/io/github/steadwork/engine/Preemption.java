package io.github.steadwork.engine;

import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.Priority;
import java.util.Comparator;
import java.util.List;

/** Running jobs that can give way: asked to stop at their next checkpoint, they are released with it and go on later. */
final class Preemption {

    private static final Comparator<Attempt> FIRST_TO_YIELD = Comparator.<Attempt, Priority>comparing(
                    attempt -> attempt.job().request().priority())
            .reversed()
            .thenComparing(Attempt::ran);

    private final HeldJobs held;
    private final JobRegistry registry;
    private final boolean any;

    Preemption(HeldJobs held, JobRegistry registry) {
        this.held = held;
        this.registry = registry;
        this.any = registry.names().stream().anyMatch(this::isPreemptible);
    }

    private boolean isPreemptible(String type) {
        return registry.find(type)
                .filter(job -> job.type().options().isPreemptible())
                .isPresent();
    }

    /** The running jobs that can give way and have not been asked, the first to be asked first. */
    private List<Attempt> candidates() {
        if (!any) {
            return List.of();
        }
        return held.running().stream()
                .filter(attempt -> !attempt.isStopped() && !attempt.isYielding())
                .filter(attempt -> !attempt.isUrgent())
                .filter(attempt -> isPreemptible(attempt.job().request().type()))
                .sorted(FIRST_TO_YIELD)
                .toList();
    }

    /** For how many more URGENT jobs slots could be freed, where so many wait for one. */
    int possible(int urgent) {
        return any ? Math.max(0, candidates().size() - unserved(urgent)) : 0;
    }

    /** Asks as many to give way as it takes for the URGENT jobs that wait for a slot. */
    void serve(int urgent) {
        if (any && urgent > 0) {
            ask(unserved(urgent), "it gives way to an URGENT job");
        }
    }

    /** Less than 0 where more have been asked already. */
    private int unserved(int urgent) {
        long asked = held.running().stream().filter(Attempt::isYielding).count();
        return urgent - (int) asked;
    }

    /** Asks so many to give way: the lowest priority first, and of those the one that has run for the shortest time. */
    void ask(int slots, String why) {
        candidates().stream().limit(Math.max(0, slots)).forEach(attempt -> attempt.askToYield(why));
    }
}
