package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.QueueDepth;
import io.github.steadwork.queue.QueueStatistics;
import io.github.steadwork.queue.WorkerId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads jobs from both tables. Ended jobs are counted by the tally, so that a count costs the same however many there are. */
final class Inspection implements JobInspector {

    private static final Comparator<JobRow> NEWEST_FIRST =
            Comparator.comparing(JobRow::jobId).reversed();
    private static final UUID LAST = new UUID(-1, -1);

    private final Database database;

    Inspection(Database database) {
        this.database = database;
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    @Override
    public List<JobRecord> findAll(Collection<JobId> ids) {
        return database.plainly(
                "find jobs",
                session -> new JobTable(session)
                        .find(ids.stream().map(JobId::value).toList()).values().stream()
                                .map(JobRow::record)
                                .toList());
    }

    @Override
    public List<JobRecord> list(JobFilter which, Optional<JobId> olderThan, int limit) {
        UUID before = olderThan.map(JobId::value).orElse(LAST);
        return database.plainly("list jobs", session -> {
            List<JobRow> rows = new ArrayList<>(page(session, false, which, before, limit));
            rows.addAll(page(session, true, which, before, limit));
            return rows.stream()
                    .sorted(NEWEST_FIRST)
                    .limit(limit)
                    .map(JobRow::record)
                    .toList();
        });
    }

    private static List<JobRow> page(Session session, boolean ended, JobFilter which, UUID before, int limit)
            throws SQLException {
        Filter filter = new Filter(session.dialect(), which, ended ? JobState::isFinal : Inspection::isUnfinished);
        if (filter.isEmpty()) {
            return List.of();
        }
        return session.query(
                (ended ? "SELECT ${ended} FROM ${p}ended WHERE " : "SELECT ${job} FROM ${p}job WHERE ")
                        + filter.condition() + " AND id < ? ORDER BY id DESC LIMIT ?",
                statement -> {
                    int at = filter.bind(statement, 1);
                    session.dialect().bindId(statement, at, before);
                    statement.setInt(at + 1, limit);
                },
                row -> ended
                        ? session.columns().readEnded(row)
                        : session.columns().read(row));
    }

    @Override
    public long count(JobFilter which) {
        return database.plainly("count jobs", session -> {
            long unfinished = count(session, "job", new Filter(session.dialect(), which, Inspection::isUnfinished));
            return unfinished
                    + (isTold(which)
                            ? tallied(session, which)
                            : count(session, "ended", new Filter(session.dialect(), which, JobState::isFinal)));
        });
    }

    private static boolean isUnfinished(JobState state) {
        return !state.isFinal();
    }

    private static long count(Session session, String table, Filter filter) throws SQLException {
        if (filter.isEmpty()) {
            return 0;
        }
        return session.query(
                        "SELECT count(*) FROM ${p}" + table + " WHERE " + filter.condition(),
                        statement -> filter.bind(statement, 1),
                        row -> row.getLong(1))
                .get(0);
    }

    /** Whether the tally knows all that the filter asks for. */
    private static boolean isTold(JobFilter which) {
        return which.ids().isEmpty()
                && which.tags().isEmpty()
                && which.createdFrom().isEmpty()
                && which.createdBefore().isEmpty()
                && which.error().isEmpty();
    }

    private static long tallied(Session session, JobFilter which) throws SQLException {
        return new Tally(session)
                .read().entrySet().stream()
                        .filter(heap -> isMeant(which, heap.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private static boolean isMeant(JobFilter which, Tally.Heap heap) {
        return (which.states().isEmpty() || which.states().contains(heap.state()))
                && (which.types().isEmpty() || which.types().contains(heap.type()))
                && (which.queues().isEmpty() || which.queues().contains(heap.queue()));
    }

    @Override
    public List<AttemptRecord> attempts(JobId id) {
        return database.plainly("read the attempts of a job", session -> Attempts.of(session, id));
    }

    @Override
    public List<QueueDepth> depths() {
        return database.plainly("measure the queues", session -> {
            Map<String, Depth> depths = new TreeMap<>();
            long now = session.now();
            for (Lane lane : lanes(session)) {
                depths.computeIfAbsent(lane.queue, unused -> new Depth()).add(lane);
            }
            new Tally(session)
                    .read()
                    .forEach((heap, jobs) -> depths.computeIfAbsent(heap.queue(), unused -> new Depth())
                            .byState
                            .merge(heap.state(), jobs, Long::sum));
            return depths.entrySet().stream()
                    .map(entry -> entry.getValue().told(entry.getKey(), now))
                    .toList();
        });
    }

    private record Lane(String queue, JobState state, Priority priority, long jobs, long soonest) {}

    private static List<Lane> lanes(Session session) throws SQLException {
        return session.query(
                "SELECT queue, state, priority, count(*), min(run_at) FROM ${p}job GROUP BY queue, state, priority",
                statement -> {},
                row -> new Lane(
                        row.getString(1),
                        Codes.state(row.getInt(2)),
                        Codes.priority(row.getInt(3)),
                        row.getLong(4),
                        row.getLong(5)));
    }

    /** The depth of a queue in the making. */
    private static final class Depth {

        private final Map<JobState, Long> byState = new EnumMap<>(JobState.class);
        private final Map<Priority, Long> queued = new EnumMap<>(Priority.class);
        private @Nullable Long soonest;

        void add(Lane lane) {
            byState.merge(lane.state, lane.jobs, Long::sum);
            if (lane.state == JobState.QUEUED) {
                queued.merge(lane.priority, lane.jobs, Long::sum);
                soonest = soonest == null ? lane.soonest : Long.valueOf(Math.min(soonest, lane.soonest));
            }
        }

        QueueDepth told(String queue, long now) {
            Optional<Duration> oldestDue =
                    soonest == null || soonest > now ? Optional.empty() : Optional.of(Micros.length(now - soonest));
            return new QueueDepth(queue, byState, queued, oldestDue);
        }
    }

    @Override
    public List<QueueStatistics> statistics(Duration window) {
        return database.plainly("read the statistics", session -> Recent.statistics(session, window));
    }

    @Override
    public List<Lease> leases(WorkerId worker) {
        return database.plainly("read the leases of a worker", session -> new Leases(session).of(worker));
    }
}
