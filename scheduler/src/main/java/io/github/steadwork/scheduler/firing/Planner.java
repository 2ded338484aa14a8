package io.github.steadwork.scheduler.firing;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what becomes of one due schedule, from what is stored and nothing else. Made for one look. */
final class Planner {

    private static final long LONGEST_LOOK_SECONDS = 900;
    private static final long LONGEST_LOOK_OF_DELAYS_SECONDS = 15;

    private final Document document;
    private final Instant now;
    private final JobMaker maker;
    private final List<StoredRequest> jobs = new ArrayList<>();
    private final List<JobId> cancels = new ArrayList<>();
    private final List<JobEvent> events = new ArrayList<>();
    private final List<ScheduledRun> newRuns = new ArrayList<>();
    private StoredSchedule schedule;
    private long skipped;

    private Planner(Document document, StoredSchedule schedule, Instant now, JobMaker maker) {
        this.document = document;
        this.schedule = schedule;
        this.now = now;
        this.maker = maker;
    }

    /** What to do with a schedule, given the jobs of its open runs as they are stored. */
    static Plan plan(
            Document document, StoredSchedule schedule, Map<JobId, JobRecord> jobs, Instant now, JobMaker maker) {
        Planner planner = new Planner(document, RunBook.close(schedule, jobs), now, maker);
        planner.disableAfterFailures();
        planner.fire();
        planner.followRuns();
        planner.lookAgain();
        return new Plan(document, planner.schedule, planner.jobs, planner.cancels, planner.events);
    }

    private void disableAfterFailures() {
        int most = schedule.definition().disableAfter();
        int failures = schedule.counts().failuresInRow();
        if (schedule.isActive() && most > 0 && failures >= most) {
            String why = failures + " runs in a row have failed";
            schedule = schedule.paused(ScheduleState.DISABLED, why);
            events.add(new JobEvent.ScheduleDisabled(document.key(), why));
        }
    }

    private void fire() {
        Optional<Instant> next = schedule.next();
        if (!schedule.isActive() || next.isEmpty() || next.get().isAfter(now)) {
            return;
        }
        FireTimesDue due = FireTimesDue.of(schedule.definition(), next.get(), now);
        fireAll(due.fires());
        List<ScheduledRun> runs = new ArrayList<>(schedule.runs());
        runs.addAll(newRuns);
        schedule = schedule.next(due.next())
                .runs(schedule.counts().firedMore(newRuns.size()).passedOver(skipped, due.missed()), runs);
        tellSkipped(
                due.missed(),
                "they were missed, and the misfire policy is "
                        + schedule.definition().misfire());
        tellSkipped(
                skipped,
                "an earlier run has not ended, and the overlap policy is "
                        + schedule.definition().overlap());
    }

    private void tellSkipped(long count, String why) {
        if (count > 0) {
            events.add(new JobEvent.FiresSkipped(document.key(), count, why));
        }
    }

    /** By the overlap policy. */
    private void fireAll(List<FireTimesDue.Fire> fires) {
        List<JobId> unfinished = new ArrayList<>(schedule.openRuns()
                .filter(run -> run.trigger() != RunTrigger.BACKFILL)
                .map(ScheduledRun::id)
                .toList());
        for (int i = 0; i < fires.size(); i++) {
            FireTimesDue.Fire fire = fires.get(i);
            switch (schedule.definition().overlap()) {
                case ALLOW -> fire(fire, List.of());
                case SKIP -> fireUnless(!unfinished.isEmpty(), fire, List.of(), unfinished);
                case QUEUE_ONE -> fireUnless(unfinished.size() > 1, fire, unfinished, unfinished);
                case CANCEL_RUNNING -> {
                    if (i == fires.size() - 1) {
                        cancels.addAll(unfinished);
                        fire(fire, unfinished);
                    } else {
                        skipped++;
                    }
                }
            }
        }
    }

    private void fireUnless(boolean inTheWay, FireTimesDue.Fire fire, List<JobId> after, List<JobId> unfinished) {
        if (inTheWay) {
            skipped++;
        } else {
            unfinished.add(fire(fire, List.copyOf(after)));
        }
    }

    private JobId fire(FireTimesDue.Fire fire, List<JobId> after) {
        JobId id = FireIds.id(schedule.born(), fire.at());
        ScheduledRun run =
                new ScheduledRun(id, fire.at(), fire.trigger(), Optional.empty(), RunState.OPEN, Optional.empty());
        StoredRequest job = maker.make(document.key(), schedule, run, after);
        jobs.add(job);
        newRuns.add(run);
        events.add(new JobEvent.ScheduleFired(document.key(), fire.at(), id, job.type()));
        events.add(new JobEvent.Enqueued(id, job.type(), job.queue()));
        return id;
    }

    /** A delay counts from the end of the last run. */
    private void followRuns() {
        Timing timing = schedule.definition().timing();
        if (timing.followsRuns()
                && schedule.next().isEmpty()
                && schedule.openRuns().findAny().isEmpty()) {
            Instant end = schedule.runs().stream()
                    .flatMap(run -> run.finishedAt().stream())
                    .max(Instant::compareTo)
                    .orElse(now);
            schedule = schedule.next(timing.next(end));
        }
    }

    private void lookAgain() {
        boolean follows = schedule.definition().timing().followsRuns();
        if (schedule.openRuns().findAny().isEmpty()) {
            schedule = schedule.look(Optional.empty());
        } else if (schedule.look().isEmpty()) {
            put(follows ? 1 : StoredSchedule.FIRST_LOOK_SECONDS);
        } else if (!schedule.look().get().at().isAfter(now)) {
            long longest = follows ? LONGEST_LOOK_OF_DELAYS_SECONDS : LONGEST_LOOK_SECONDS;
            put(Math.min(longest, 2 * schedule.look().get().seconds()));
        }
    }

    private void put(long seconds) {
        schedule = schedule.look(Optional.of(new StoredSchedule.Look(now.plusSeconds(seconds), seconds)));
    }
}
