package io.github.steadwork.monitor.alert;

import io.github.steadwork.event.Alert.Severity;
import io.github.steadwork.job.JobState;
import io.github.steadwork.monitor.EventCounts;
import io.github.steadwork.monitor.JobStatistics;
import io.github.steadwork.monitor.Percentiles;
import io.github.steadwork.monitor.RunningJob;
import io.github.steadwork.monitor.Window;
import io.github.steadwork.monitor.alert.AlertRule.Sighting;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Rules that most hosts want. Figures of types are those that one node has seen; queues, workers and schedules those of all. */
public final class AlertRules {

    private static final int PAGE = 1_000;

    private AlertRules() {}

    private record Rule(String name, Function<AlertView, List<Sighting>> looking) implements AlertRule {
        @Override
        public List<Sighting> look(AlertView view) {
            return looking.apply(view);
        }
    }

    /** All of them, with limits that suit most. */
    public static List<AlertRule> standard() {
        return List.of(
                failureRate(0.5, 0.25, 20),
                consecutiveFailures(5),
                queueAge(Duration.ofMinutes(15), Duration.ofMinutes(5)),
                noWorker(),
                slowerThanUsual(3),
                scheduleLate(Duration.ofMinutes(2)),
                tooManyPipelines());
    }

    /**
     * Too many attempts of a type failed within 5 minutes.
     *
     * @param raise from which share on, 0 to 1
     * @param clear below which it is over
     * @param atLeast how many attempts there must have been
     */
    public static AlertRule failureRate(double raise, double clear, int atLeast) {
        require(0 < clear && clear <= raise && raise <= 1, "clear is " + clear + " and raise " + raise);
        return new Rule(
                "failure-rate",
                view -> view.snapshot().types().stream()
                        .flatMap(type -> failing(type, raise, clear, atLeast).stream())
                        .toList());
    }

    private static Optional<Sighting> failing(JobStatistics type, double raise, double clear, int atLeast) {
        EventCounts counts = type.in(Window.LAST_5_MINUTES).counts();
        long judged = counts.succeeded() + counts.retried() + counts.failed();
        double rate = counts.errorRate().orElse(0);
        if (judged < atLeast || rate < clear) {
            return Optional.empty();
        }
        String message =
                String.format(Locale.ROOT, "%.0f %% of %d attempts failed within 5 minutes", rate * 100, judged);
        return Optional.of(new Sighting(type.name(), rate >= raise, Severity.CRITICAL, message));
    }

    /** So many attempts of a type have failed in a row; over with the next success. */
    public static AlertRule consecutiveFailures(int many) {
        require(many > 0, "many is " + many);
        return new Rule(
                "consecutive-failures",
                view -> view.monitor().failuresInARow().entrySet().stream()
                        .map(type -> new Sighting(
                                type.getKey(),
                                type.getValue() >= many,
                                Severity.CRITICAL,
                                "the last " + type.getValue() + " attempts failed"))
                        .toList());
    }

    /**
     * A due job waits too long in a queue.
     *
     * @param raise from how long on
     * @param clear below which it is over
     */
    public static AlertRule queueAge(Duration raise, Duration clear) {
        require(clear.compareTo(raise) <= 0, "clear is " + clear + " and raise " + raise);
        return new Rule(
                "queue-age",
                view -> view.backend().inspector().depths().stream()
                        .filter(depth -> depth.oldestDue()
                                .filter(age -> age.compareTo(clear) >= 0)
                                .isPresent())
                        .map(depth -> {
                            Duration age = depth.oldestDue().orElseThrow();
                            String message = "a job has been due for " + age.toSeconds() + " s, "
                                    + depth.count(JobState.QUEUED) + " are queued";
                            return new Sighting(depth.queue(), age.compareTo(raise) >= 0, Severity.WARNING, message);
                        })
                        .toList());
    }

    /** None of the workers can do what a queued job requires, or looks into its queue. Of the queued jobs the newest 1,000 are looked at. */
    public static AlertRule noWorker() {
        return new Rule("no-worker", view -> {
            List<WorkerRecord> workers = view.backend().workers().list();
            Map<String, Integer> lonely = new TreeMap<>();
            view.backend().inspector().list(JobFilter.ALL.states(JobState.QUEUED), Optional.empty(), PAGE).stream()
                    .map(JobRecord::request)
                    .filter(request -> workers.stream().noneMatch(worker -> canRun(worker, request)))
                    .forEach(request -> lonely.merge(need(request), 1, Integer::sum));
            return lonely.entrySet().stream()
                    .map(need -> new Sighting(
                            need.getKey(),
                            true,
                            Severity.WARNING,
                            "no worker for " + need.getValue() + " of the newest queued jobs"))
                    .toList();
        });
    }

    private static boolean canRun(WorkerRecord worker, StoredRequest request) {
        return worker.slots() > 0
                && worker.queues().contains(request.queue())
                && worker.offers().containsAll(request.flow().requires());
    }

    private static String need(StoredRequest request) {
        List<String> required = request.flow().requires().stream().sorted().toList();
        return "queue " + request.queue() + (required.isEmpty() ? "" : " with " + String.join(", ", required));
    }

    /**
     * A job runs longer than 99 % of its type did within a day, many times over, and for a minute at least. Types with fewer than
     * 20 attempts within the day are left out.
     *
     * @param times how many times as long
     */
    public static AlertRule slowerThanUsual(double times) {
        require(times >= 1, "times is " + times);
        return new Rule("slow-job", view -> {
            Map<String, Sighting> slow = new TreeMap<>();
            for (RunningJob job : view.snapshot().running()) {
                view.snapshot()
                        .type(job.type())
                        .map(type -> type.in(Window.LAST_24_HOURS).durations())
                        .filter(usual -> isSlow(job.ran(), usual, times))
                        .ifPresent(usual -> slow.putIfAbsent(job.type(), slow(job, usual)));
            }
            return List.copyOf(slow.values());
        });
    }

    private static boolean isSlow(Duration ran, Percentiles usual, double times) {
        return usual.count() >= 20
                && ran.compareTo(Duration.ofMinutes(1)) >= 0
                && ran.toMillis() >= usual.p99().toMillis() * times;
    }

    private static Sighting slow(RunningJob job, Percentiles usual) {
        String message = job.id() + " has run for " + job.ran().toSeconds() + " s, 99 % end within "
                + usual.p99().toMillis() + " ms";
        return new Sighting(job.type(), true, Severity.WARNING, message);
    }

    /** A schedule has been due for so long and was not looked at: no scheduler runs, or none comes round. */
    public static AlertRule scheduleLate(Duration late) {
        return new Rule(
                "schedule-late",
                view -> view.backend().documents().due("schedule", PAGE).stream()
                        .filter(schedule ->
                                schedule.due().orElseThrow().plus(late).isBefore(view.now()))
                        .map(schedule -> new Sighting(
                                schedule.key(),
                                true,
                                Severity.CRITICAL,
                                "has been due since " + schedule.due().orElseThrow()))
                        .toList());
    }

    /** An orchestrator of this node has told within a minute that what must not be is, as more pipelines at work than may be. */
    public static AlertRule tooManyPipelines() {
        return new Rule(
                "pipelines",
                view -> view.monitor().pipelineAlarm(Duration.ofMinutes(1)).stream()
                        .map(what -> new Sighting("", true, Severity.CRITICAL, what))
                        .toList());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + ", which makes no sense");
        }
    }
}
