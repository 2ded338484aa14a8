package io.github.steadwork.scheduler.firing;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.scheduler.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Runs of a schedule that somebody asks for, whether it is due or not. */
final class OnDemand {

    private static final int MOST_BACKFILLED = 10_000;
    private static final int BATCH = 500;

    private final ScheduleStore store;
    private final JobMaker maker;
    private final JobListener listener;

    OnDemand(ScheduleStore store, JobMaker maker, JobListener listener) {
        this.store = store;
        this.maker = maker;
        this.listener = listener;
    }

    JobId trigger(String name, Optional<String> actor) {
        JobId id = JobId.create();
        ScheduleStore.Change done = store.change(
                name, (before, now) -> open(name, before, List.of(run(id, now, RunTrigger.MANUAL, actor)), now));
        tell(name, done.jobs());
        return id;
    }

    List<JobId> backfill(String name, Instant from, Instant to, Optional<String> actor) {
        List<Instant> times = timesBetween(name, from, to);
        List<JobId> ids = new ArrayList<>();
        for (int first = 0; first < times.size(); first += BATCH) {
            List<ScheduledRun> runs = times.subList(first, Math.min(times.size(), first + BATCH)).stream()
                    .map(at -> run(JobId.create(), at, RunTrigger.BACKFILL, actor))
                    .toList();
            ScheduleStore.Change done = store.change(name, (before, now) -> open(name, before, runs, now));
            tell(name, done.jobs());
            runs.forEach(run -> ids.add(run.id()));
        }
        return ids;
    }

    private List<Instant> timesBetween(String name, Instant from, Instant to) {
        Schedule schedule = store.find(name)
                .orElseThrow(() -> ScheduleStore.unknown(name))
                .definition()
                .schedule()
                .toSchedule();
        List<Instant> times = new ArrayList<>();
        Optional<Instant> at = schedule.next(from.minusMillis(1));
        while (at.isPresent() && at.get().isBefore(to)) {
            times.add(at.get());
            if (times.size() > MOST_BACKFILLED) {
                throw new IllegalArgumentException("schedule '" + name + "' has more than " + MOST_BACKFILLED
                        + " fire times from " + from + " to " + to + "; ask for a shorter range");
            }
            at = schedule.next(at.get());
        }
        return times;
    }

    private static ScheduledRun run(JobId id, Instant fireTime, RunTrigger trigger, Optional<String> actor) {
        return new ScheduledRun(id, fireTime, trigger, actor, RunState.OPEN, Optional.empty());
    }

    private ScheduleStore.Change open(String name, StoredSchedule before, List<ScheduledRun> runs, Instant now) {
        List<StoredRequest> jobs = runs.stream()
                .map(run -> maker.make(name, before, run, List.of()))
                .toList();
        return new ScheduleStore.Change(before.opened(runs, now), jobs);
    }

    private void tell(String name, List<StoredRequest> jobs) {
        for (StoredRequest job : jobs) {
            Instant fireTime =
                    Instant.parse(Objects.requireNonNull(job.headers().get(JobSchedule.FIRE_TIME_HEADER)));
            listener.on(new JobEvent.ScheduleFired(name, fireTime, job.id(), job.type()));
            listener.on(new JobEvent.Enqueued(job.id(), job.type(), job.queue()));
        }
    }
}
