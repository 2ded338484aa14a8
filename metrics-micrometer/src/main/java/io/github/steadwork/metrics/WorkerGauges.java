package io.github.steadwork.metrics;

import io.github.steadwork.engine.JobInterceptor;
import io.github.steadwork.queue.JobRecord;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;

/** How busy this engine is: which of its threads are within an attempt. */
final class WorkerGauges implements JobInterceptor {

    private final MeterRegistry registry;
    private final AtomicInteger busy = new AtomicInteger();
    private final Gauge busyGauge;
    private final Gauge slotsGauge;
    private volatile int slots;

    WorkerGauges(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.busyGauge = Gauge.builder("steadwork.worker.busy", busy, AtomicInteger::get)
                .tags(common)
                .description("Attempts that run in this engine")
                .register(registry);
        this.slotsGauge = Gauge.builder("steadwork.worker.slots", this, gauges -> gauges.slots)
                .tags(common)
                .description("How many jobs this engine runs at a time")
                .register(registry);
    }

    void slots(int count) {
        slots = count;
    }

    @Override
    public Scope enter(JobRecord job) {
        busy.incrementAndGet();
        return outcome -> busy.decrementAndGet();
    }

    /** Takes them out of the registry. */
    void remove() {
        registry.remove(busyGauge);
        registry.remove(slotsGauge);
    }
}
