package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Reclaimed;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StateStore;
import io.github.steadwork.queue.WorkerDirectory;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A durable queue in a database, which many processes on many machines share: PostgreSQL, H2, MariaDB, MySQL or SQLite.
 *
 * <pre>{@code
 * JdbcJobQueue queue = JdbcJobQueue.builder(dataSource).build();
 * }</pre>
 *
 * <p>Keeps every word of the contract of {@link QueueBackend}, in READ COMMITTED, whatever isolation the data source gives. All
 * times are the database's own: what clocks of other machines say does not count. Safe for use by many threads. A call needs one
 * connection at a time, so a pool of four or more does for an engine.
 */
public final class JdbcJobQueue implements QueueBackend {

    private final Database database;
    private final HotPath hotPath;
    private final HotPath keepingPath;
    private final boolean keepsSucceeded;
    private volatile long sweptUntil;
    private final Enqueuing enqueuing;
    private final Outages outages;
    private final Hints hints = new Hints();
    private final WakeUp wakeUp;
    private final String prefix;
    private final Runnable closing;

    private JdbcJobQueue(Builder builder) {
        prefix = builder.prefix;
        closing = builder.closing;
        database = new Database(builder.source, prefix, builder.joinsTransactions);
        prepareTables(builder.schema);
        boolean isPostgres = database.dialect() instanceof PostgresDialect;
        keepsSucceeded = builder.keepsSucceeded;
        hotPath = hotPath(keepsSucceeded);
        keepingPath = keepsSucceeded ? hotPath : hotPath(true);
        outages = new Outages(database, isPostgres);
        wakeUp = isPostgres && builder.wakesUp
                ? new PostgresWakeUp(builder.source, prefix, hints::tell, PostgresWakeUp.Timing.DEFAULT)
                : WakeUp.NONE;
        enqueuing = new Enqueuing(database, hotPath, builder.joinsTransactions, this::workMayHaveCome);
    }

    private HotPath hotPath(boolean keepsSucceeded) {
        return database.dialect() instanceof PostgresDialect
                ? new PostgresHotPath(database, keepsSucceeded)
                : new HotPath(database, keepsSucceeded);
    }

    private void prepareTables(SchemaMode mode) {
        Migrator migrator = new Migrator(database, prefix);
        switch (mode) {
            case APPLY -> migrator.apply();
            case VALIDATE -> migrator.validate();
            case OFF -> {}
        }
    }

    /**
     * A queue in the database that this URL leads to, with connections of its own and the defaults of a {@link Builder}.
     *
     * @param url a JDBC URL, with user and password where the database wants them. A file of H2, as {@code jdbc:h2:./jobs}, is opened
     *     as {@code jdbc:h2:async:./jobs;WRITE_DELAY=0}, so that it outlives interrupts and has what was stored
     */
    public static JdbcJobQueue open(String url) {
        UrlDataSource source = new UrlDataSource(H2Url.durable(url));
        return new JdbcJobQueue(builder(source).owning(source::close));
    }

    /**
     * A builder for a queue in the database that this source leads to, which stays the caller's to close. With a file of H2 it has to
     * be one by {@code jdbc:h2:async:...;WRITE_DELAY=0}, for otherwise jobs may be lost by interrupts, or when the process is killed.
     */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    @Override
    public EnqueueReceipt enqueue(EnqueueBatch batch) {
        return enqueuing.enqueue(batch);
    }

    /**
     * The queue as a part of a transaction of the caller's: what is done through it is done exactly if the caller commits, and
     * undone if the caller rolls back. For one thread, as long as the connection's transaction lasts; the connection stays the
     * caller's and must not commit by itself.
     */
    public JdbcTransaction within(Connection connection) {
        return new JdbcTransaction(database, keepingPath, wakeUp, connection);
    }

    @Override
    public ClaimReply claim(ClaimRequest request) {
        return hotPath.claim(request);
    }

    @Override
    public LeaseReport extend(List<LeaseUpdate> updates) {
        boolean hasNews = updates.stream()
                .anyMatch(update ->
                        update.progress().isPresent() || update.checkpoint().isPresent());
        return hasNews
                ? database.atomically("extend leases", session -> new Leases(session).extend(updates))
                : database.plainly("extend leases", session -> new Leases(session).extend(updates));
    }

    @Override
    public SettleReport settle(List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return new SettleReport(Set.of(), false);
        }
        SettleReport report = hotPath.settle(settlements);
        if (settlements.stream()
                .anyMatch(settlement -> !settlement.outcome().state().isFinal())) {
            workMayHaveCome();
        }
        return report;
    }

    @Override
    public CancelReport cancel(JobFilter which, String reason, int limit) {
        String stored = Texts.storable(reason);
        return database.atomically("cancel", session -> new Operations(session).cancel(which, stored, limit));
    }

    /**
     * {@inheritDoc}
     *
     * <p>After an outage of the database nobody is struck out until one lease time has passed, for all workers were silent then.
     */
    @Override
    public List<Reclaimed> reclaim(ReclaimRule rule) {
        boolean judges = !outages.isRecent(rule.leaseTime());
        List<Reclaimed> reclaimed =
                database.atomically("reclaim", session -> new Reclaiming(session).run(rule, judges));
        if (!reclaimed.isEmpty()) {
            workMayHaveCome();
        }
        return reclaimed;
    }

    @Override
    public int unblock(int limit) {
        return hinted(database.atomically("unblock", session -> new Unblocking(session).run(limit)));
    }

    @Override
    public int update(JobFilter which, JobChange change, int limit) {
        return hinted(database.atomically("update", session -> new Operations(session).update(which, change, limit)));
    }

    @Override
    public int redrive(JobFilter which, JobChange change, int limit) {
        return hinted(database.atomically("redrive", session -> new Operations(session).redrive(which, change, limit)));
    }

    @Override
    public int purge(JobFilter which, Duration endedFor, int limit) {
        return database.atomically("purge", session -> {
            int purged = new Purging(session).purge(which, endedFor, limit);
            new Tally(session).sumUp();
            Gates.purge(session, limit);
            sweptUntil = keepsSucceeded ? 0 : RunLines.sweep(session, sweptUntil);
            return purged;
        });
    }

    @Override
    public JobInspector inspector() {
        return new Inspection(database);
    }

    @Override
    public WorkerDirectory workers() {
        return new Workers(database);
    }

    @Override
    public StateStore documents() {
        return new Documents(database);
    }

    @Override
    public RunLog runLog() {
        return new RunLines(database);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Work of this process is always told of; that of others only on PostgreSQL, while {@linkplain Builder#wakeUp wake-ups}
     * are on.
     */
    @Override
    public Subscription subscribe(Runnable hint) {
        Subscription subscription = hints.subscribe(hint);
        wakeUp.listen();
        return subscription;
    }

    @Override
    public void hint() {
        workMayHaveCome();
    }

    /** Ends all subscriptions, and the wake-ups. A data source that it was given stays open. */
    @Override
    public void close() {
        hints.clear();
        wakeUp.close();
        closing.run();
    }

    private int hinted(int moved) {
        if (moved > 0) {
            workMayHaveCome();
        }
        return moved;
    }

    private void workMayHaveCome() {
        hints.tell();
        wakeUp.tell();
    }

    /** Moves the time of the database, as this queue sees it; for tests. */
    void moveTime(Duration offset) {
        database.use(new Sql(database.dialect(), prefix, Micros.of(offset)));
    }

    /** Sets what differs from the defaults. Not safe for use by many threads. */
    public static final class Builder {

        private final DataSource source;
        private String prefix = "steadwork_";
        private SchemaMode schema = SchemaMode.APPLY;
        private boolean keepsSucceeded = true;
        private boolean wakesUp = true;
        private boolean joinsTransactions;
        private Runnable closing = () -> {};

        private Builder(DataSource source) {
            this.source = Objects.requireNonNull(source, "source");
        }

        Builder owning(Runnable closing) {
            this.closing = closing;
            return this;
        }

        /**
         * What the names of the tables begin with, {@code steadwork_} by default; with a schema before it or not, as
         * {@code jobs.steadwork_}. Queues with different prefixes have nothing to do with each other.
         *
         * @throws IllegalArgumentException if it has other characters than letters, digits and _
         */
        public Builder tablePrefix(String prefix) {
            this.prefix = TablePrefix.checked(prefix);
            return this;
        }

        /** Who looks after the tables; the queue by default. */
        public Builder schema(SchemaMode schema) {
            this.schema = Objects.requireNonNull(schema, "schema");
            return this;
        }

        /**
         * Whether jobs that have succeeded are kept until they are purged; true by default. Without them a queue is faster, but
         * their results cannot be read. Those that another job names as a parent, or that have a unique key, are kept all the same.
         */
        public Builder keepSucceeded(boolean keep) {
            this.keepsSucceeded = keep;
            return this;
        }

        /**
         * Whether workers in other processes are woken when work comes, by LISTEN and NOTIFY of PostgreSQL; true by default. It
         * takes one connection, kept as long as there are subscriptions. Switch it off behind a pooler that shares connections
         * between transactions; then workers find new work at their next look ({@code JOB_POLL_INTERVAL}).
         */
        public Builder wakeUp(boolean wakeUp) {
            this.wakesUp = wakeUp;
            return this;
        }

        /**
         * Whether a connection that the source gives and that does not commit by itself is in the middle of a transaction of the
         * caller's, as with a source that knows the transactions of a framework; false by default. Then an enqueue becomes part of
         * that transaction.
         */
        public Builder joinTransactions(boolean join) {
            this.joinsTransactions = join;
            return this;
        }

        /**
         * The queue, with its tables ready.
         *
         * @throws io.github.steadwork.queue.JobQueueException if the database cannot be reached, or the tables are not as they
         *     should be
         * @throws IllegalArgumentException if the database is none that is supported
         */
        public JdbcJobQueue build() {
            return new JdbcJobQueue(this);
        }
    }
}
