package io.github.steadwork.engine;

import com.sun.management.ThreadMXBean;
import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.DataVolume;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.RunLog;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures what attempts use, where that is worth it: attempts of {@value #WORTH_MILLIS} ms and more. To ask the JVM takes as long
 * as a short job, so a type is measured from when an attempt of it has taken that long, until one has not. What a job says that it
 * has read and written is kept whatever it took.
 */
final class ResourceMeter {

    static final int WORTH_MILLIS = 100;

    private static final Duration WORTH = Duration.ofMillis(WORTH_MILLIS);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    private final Set<String> measured = ConcurrentHashMap.newKeySet();
    private final RunLogWriter writer;

    ResourceMeter(RunLogWriter writer) {
        this.writer = writer;
    }

    /** What the thread had used at some moment; negative where it cannot be told. */
    record Reading(long cpuNanos, long allocatedBytes) {

        static final Reading UNKNOWN = new Reading(-1, -1);

        static Reading take() {
            return new Reading(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
        }
    }

    /** As it is stored. */
    record Stored(
            long cpuNanos,
            long allocatedBytes,
            long peakHeapBytes,
            long done,
            long rowsRead,
            long bytesRead,
            long rowsWritten,
            long bytesWritten) {}

    /** At the start of an attempt; null if its type is not measured. */
    @Nullable
    Reading begin(String type) {
        return !measured.isEmpty() && measured.contains(type) ? Reading.take() : null;
    }

    /** At its end, on the same thread. */
    void end(Attempt attempt, @Nullable Reading before) {
        String type = attempt.job().request().type();
        boolean worth = attempt.ran().compareTo(WORTH) >= 0;
        if (worth && before == null) {
            measured.add(type);
        } else if (before != null && !worth) {
            measured.remove(type);
        }
        if (worth && before != null) {
            writer.add(line(attempt, before, Reading.take()));
        } else if (attempt.volume().isPresent()) {
            writer.add(line(attempt, Reading.UNKNOWN, Reading.UNKNOWN));
        }
    }

    private static RunLog.Line line(Attempt attempt, Reading before, Reading after) {
        DataVolume data = attempt.volume().orElse(DataVolume.NONE);
        Stored use = new Stored(
                used(before.cpuNanos, after.cpuNanos),
                used(before.allocatedBytes, after.allocatedBytes),
                peakHeap(),
                attempt.progress().map(Progress::done).orElse(0L),
                data.rowsRead(),
                data.bytesRead(),
                data.rowsWritten(),
                data.bytesWritten());
        String json = CODEC.encode(use, 1).text();
        int number = attempt.job().counters().attempt();
        return new RunLog.Line(attempt.job().id(), number, RunLog.Kind.RESOURCES, "", json);
    }

    private static long used(long before, long after) {
        return before < 0 || after < 0 ? -1 : after - before;
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .filter(Objects::nonNull)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }

    /** What a line says. */
    static ResourceUse read(RunLog.Line line) {
        Payload json = Payload.of(line.message().getBytes(StandardCharsets.UTF_8), CODEC.id(), 1);
        Stored use = Objects.requireNonNull(CODEC.decode(json, Stored.class));
        return new ResourceUse(
                use.cpuNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(use.cpuNanos)),
                use.allocatedBytes < 0 ? OptionalLong.empty() : OptionalLong.of(use.allocatedBytes),
                use.peakHeapBytes,
                use.done,
                new DataVolume(use.rowsRead, use.bytesRead, use.rowsWritten, use.bytesWritten));
    }
}
