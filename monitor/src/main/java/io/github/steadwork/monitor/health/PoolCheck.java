package io.github.steadwork.monitor.health;

import java.util.function.Supplier;

/** DEGRADED while threads wait for a connection, DOWN while as many wait as there are connections. */
record PoolCheck(Supplier<PoolUse> pool) implements HealthCheck {

    @Override
    public String name() {
        return "pool";
    }

    @Override
    public Scope scope() {
        return Scope.READINESS;
    }

    @Override
    public Finding look() {
        PoolUse use = pool.get();
        String reason = use.active() + " of " + use.most() + " connections in use, " + use.waiting() + " wait for one";
        return Finding.of(use.waiting() > 0 && use.waiting() >= use.most(), use.waiting() > 0, reason);
    }
}
