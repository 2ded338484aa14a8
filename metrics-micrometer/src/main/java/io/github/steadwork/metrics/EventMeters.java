package io.github.steadwork.metrics;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.DataVolume;
import io.github.steadwork.queue.JobRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times what is told. */
final class EventMeters implements JobListener {

    private final MeterRegistry registry;
    private final Tags common;
    private final Duration[] buckets;
    private final InstantSource clock;
    private final BoundedNames types;
    private final BoundedNames queues;
    private final BoundedNames routines;
    private final Map<TimerKey, Timer> timers = new ConcurrentHashMap<>();

    /** Which timer: looked up without making tags anew. */
    private record TimerKey(String name, String type, String queue, String outcome) {}

    EventMeters(MeterRegistry registry, Tags common, List<Duration> buckets, InstantSource clock, int mostNames) {
        this.registry = registry;
        this.common = common;
        this.buckets = buckets.toArray(Duration[]::new);
        this.clock = clock;
        this.types = new BoundedNames(mostNames);
        this.queues = new BoundedNames(mostNames);
        this.routines = new BoundedNames(mostNames);
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.Settled settled) {
            onSettled(settled);
        } else if (event instanceof JobEvent.OfJob ofJob) {
            onJob(ofJob);
        } else if (event instanceof JobEvent.OfSchedule ofSchedule) {
            onSchedule(ofSchedule);
        } else {
            onRest(event);
        }
    }

    private void onSettled(JobEvent.Settled event) {
        time("steadwork.job.duration", event.job(), outcome(event)).record(event.ran());
    }

    private static String outcome(JobEvent.Settled event) {
        if (event instanceof JobEvent.Succeeded) {
            return "succeeded";
        } else if (event instanceof JobEvent.RetryScheduled) {
            return "retried";
        } else if (event instanceof JobEvent.Failed) {
            return "failed";
        } else if (event instanceof JobEvent.Cancelled) {
            return "cancelled";
        } else if (event instanceof JobEvent.Snoozed) {
            return "snoozed";
        } else if (event instanceof JobEvent.ChildrenAwaited) {
            return "awaiting";
        }
        return "released";
    }

    private void onJob(JobEvent.OfJob event) {
        String type = types.of(event.type());
        if (event instanceof JobEvent.Enqueued enqueued) {
            count("steadwork.jobs.enqueued", Tags.of("type", type, "queue", queues.of(enqueued.queue())));
        } else if (event instanceof JobEvent.Started started) {
            Duration waited = Duration.between(started.job().runAt(), clock.instant());
            time("steadwork.job.wait", started.job(), "").record(waited.isNegative() ? Duration.ZERO : waited);
        } else if (event instanceof JobEvent.DataMoved moved) {
            onData(type, moved.volume());
        } else if (event instanceof JobEvent.LeaseLost) {
            count("steadwork.jobs.lease.lost", Tags.of("type", type));
        } else if (event instanceof JobEvent.InterruptIgnored) {
            count("steadwork.jobs.interrupt.ignored", Tags.of("type", type));
        } else if (event instanceof JobEvent.HookFailed) {
            count("steadwork.jobs.hook.failures", Tags.of("type", type));
        } else if (event instanceof JobEvent.Reclaimed reclaimed) {
            String parked = String.valueOf(reclaimed.parked());
            count("steadwork.jobs.reclaimed", Tags.of("type", type, "parked", parked));
        }
    }

    private void onData(String type, DataVolume volume) {
        Tags read = Tags.of("type", type, "direction", "read");
        Tags written = Tags.of("type", type, "direction", "written");
        counter("steadwork.data.rows", read).increment((double) volume.rowsRead());
        counter("steadwork.data.bytes", read).increment((double) volume.bytesRead());
        counter("steadwork.data.rows", written).increment((double) volume.rowsWritten());
        counter("steadwork.data.bytes", written).increment((double) volume.bytesWritten());
    }

    private void onSchedule(JobEvent.OfSchedule event) {
        Tags schedule = Tags.of("schedule", routines.of(event.schedule()));
        if (event instanceof JobEvent.ScheduleFired) {
            count("steadwork.schedule.fired", schedule);
        } else if (event instanceof JobEvent.FiresSkipped skipped) {
            counter("steadwork.schedule.skipped", schedule).increment((double) skipped.count());
        } else if (event instanceof JobEvent.ScheduleFailed) {
            count("steadwork.schedule.failures", schedule);
        } else if (event instanceof JobEvent.ScheduleDisabled) {
            count("steadwork.schedule.disabled", schedule);
        }
    }

    private void onRest(JobEvent event) {
        if (event instanceof JobEvent.PipelineMoved moved) {
            count("steadwork.pipeline.moves", Tags.of("pipeline", routines.of(moved.pipeline()), "to", moved.to()));
        } else if (event instanceof JobEvent.BreakerMoved moved) {
            count("steadwork.breaker.moves", Tags.of("breaker", routines.of(moved.name()), "to", moved.to()));
        } else if (event instanceof JobEvent.ClaimsReduced) {
            count("steadwork.worker.claims.reduced", Tags.empty());
        } else if (event instanceof JobEvent.AlertRaised raised) {
            String severity = raised.alert().severity().name();
            count("steadwork.alerts", Tags.of("rule", raised.alert().rule(), "severity", severity));
        } else if (event instanceof JobEvent.BackendFailed failed) {
            count("steadwork.backend.failures", Tags.of("verb", failed.verb()));
        } else if (event instanceof JobEvent.ListenerFailed) {
            count("steadwork.listener.failures", Tags.empty());
        }
    }

    private void count(String name, Tags tags) {
        counter(name, tags).increment();
    }

    private Counter counter(String name, Tags tags) {
        return registry.counter(name, common.and(tags));
    }

    private Timer time(String name, JobRecord job, String outcome) {
        String type = types.of(job.request().type());
        String queue = queues.of(job.request().queue());
        return timers.computeIfAbsent(new TimerKey(name, type, queue, outcome), this::timer);
    }

    private Timer timer(TimerKey key) {
        Tags tags = common.and("type", key.type(), "queue", key.queue());
        return Timer.builder(key.name())
                .tags(key.outcome().isEmpty() ? tags : tags.and("outcome", key.outcome()))
                .serviceLevelObjectives(buckets)
                .register(registry);
    }
}
