package io.github.steadwork.monitor.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/** What the last garbage collection has left of the heap: DEGRADED from 85 % on, DOWN from 97 % on. What is garbage does not count. */
record MemoryCheck() implements HealthCheck {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Scope scope() {
        return Scope.LIVENESS;
    }

    @Override
    public Finding look() {
        long used = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        long most = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        if (most <= 0) {
            return Finding.up("the heap has no bound");
        }
        double share = (double) used / most;
        String reason = Math.round(share * 100) + " % of " + most / 1_000_000 + " MB in use after the last collection";
        return Finding.of(share >= 0.97, share >= 0.85, reason);
    }
}
