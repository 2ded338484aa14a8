package io.github.steadwork.monitor.health;

/**
 * How a connection pool is used. With HikariCP:
 *
 * <pre>{@code
 * HikariPoolMXBean pool = source.getHikariPoolMXBean();
 * new PoolUse(pool.getActiveConnections(), source.getMaximumPoolSize(), pool.getThreadsAwaitingConnection());
 * }</pre>
 *
 * @param active how many connections are in use
 * @param most how many there may be
 * @param waiting how many threads wait for one
 */
public record PoolUse(int active, int most, int waiting) {}
