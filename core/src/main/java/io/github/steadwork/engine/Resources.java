package io.github.steadwork.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/**
 * How much of its resources a worker uses, each from 0 to 1.
 *
 * @param cpu how busy the machine's processors are
 * @param heap how full the heap is with what is really in use
 * @param disk how full the disk of temporary files is
 */
public record Resources(double cpu, double heap, double disk) {

    /** Those of this process, as they are now. What the platform does not tell is 0. */
    public static Resources ofThisProcess() {
        return new Resources(cpuLoad(), heapUse(), diskUse(new File(System.getProperty("java.io.tmpdir", "."))));
    }

    private static double cpuLoad() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getCpuLoad())
                : 0;
    }

    /** What was left by the last collections rather than what is taken now: a heap that is about to be collected is not full. */
    private static double heapUse() {
        MemoryUsage now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long left = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        return now.getMax() <= 0 ? 0 : (double) Math.min(left, now.getUsed()) / now.getMax();
    }

    private static double diskUse(File directory) {
        long total = directory.getTotalSpace();
        return total == 0 ? 0 : 1 - (double) directory.getUsableSpace() / total;
    }
}
