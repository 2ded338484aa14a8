package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.EnqueueReceipt.Enqueued;
import io.github.steadwork.queue.EnqueueReceipt.Result;
import io.github.steadwork.queue.StoredRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One batch on its way in: all that can be asked of an enqueue, within one transaction. */
final class Intake {

    private final Session session;
    private final JobTable jobs;
    private final UniqueKeys uniqueKeys;
    private final List<StoredRequest> requests;
    private final boolean repeated;

    /** The rows to be stored, by id, in the order of the batch. */
    private final Map<UUID, JobRow> coming = new LinkedHashMap<>();

    /** Jobs of this batch for which an earlier one stands. */
    private final Map<JobId, JobId> standIns = new HashMap<>();

    private final Set<JobId> dropped = new HashSet<>();
    private final Crowding crowding;
    private Set<UUID> known = Set.of();

    Intake(Session session, List<StoredRequest> requests, boolean repeated) {
        this.session = session;
        this.jobs = new JobTable(session);
        this.uniqueKeys = new UniqueKeys(session);
        this.crowding = new Crowding(session);
        this.requests = requests;
        this.repeated = repeated;
    }

    /** Whether a batch needs none of this: its jobs can be stored as they are. */
    static boolean isPlain(List<StoredRequest> requests) {
        return requests.stream()
                .allMatch(request -> request.unique().isEmpty()
                        && request.parents().isEmpty()
                        && request.flow().none());
    }

    /** Looks which jobs had been stored by an earlier try; whether there are any. */
    boolean findKnown() throws SQLException {
        refuseTwins(requests);
        if (repeated) {
            known = new HashSet<>(jobs.find(ids()).keySet());
        }
        return !known.isEmpty();
    }

    private List<UUID> ids() {
        return requests.stream().map(request -> request.id().value()).toList();
    }

    static void refuseTwins(List<StoredRequest> requests) {
        Set<JobId> seen = new HashSet<>();
        for (StoredRequest request : requests) {
            if (!seen.add(request.id())) {
                throw new IllegalArgumentException("job id " + request.id()
                        + " stands twice in the batch; make a new id for each job, or mark the batch as repeated");
            }
        }
    }

    /**
     * Stores the batch; tells what became of each job.
     *
     * @throws IllegalArgumentException if a parent cannot be
     */
    List<Enqueued> store() throws SQLException {
        uniqueKeys.hold(requests);
        crowding.hold(requests);
        List<Enqueued> receipts = new ArrayList<>(requests.size());
        for (StoredRequest request : requests) {
            receipts.add(
                    known.contains(request.id().value())
                            ? new Enqueued(request.id(), Result.ALREADY_STORED)
                            : admit(request));
        }
        awaitParents();
        insertJobs();
        crowding.store();
        new Dependencies(session).of(coming.values()).store();
        return receipts;
    }

    private Enqueued admit(StoredRequest request) throws SQLException {
        if (request.unique().isPresent()) {
            UniqueRule rule = request.unique().get();
            JobRow earlier =
                    uniqueKeys.conflict(request.type(), rule, request.id().value(), coming.values());
            if (earlier != null) {
                standIns.put(request.id(), earlier.jobId());
                return new Enqueued(earlier.jobId(), answer(request, rule, earlier));
            }
        }
        JobRow row = JobRow.of(request, session.now());
        if (!crowding.makeRoom(row)) {
            dropped.add(request.id());
            return new Enqueued(request.id(), Result.DROPPED);
        }
        coming.put(row.id, row);
        return new Enqueued(request.id(), Result.STORED);
    }

    private Result answer(StoredRequest request, UniqueRule rule, JobRow earlier) throws SQLException {
        return switch (rule.onConflict()) {
            case KEEP -> Result.KEPT_EARLIER;
            case REFUSE -> Result.REFUSED;
            case REPLACE -> replace(earlier, request) ? Result.REPLACED_EARLIER : Result.KEPT_EARLIER;
        };
    }

    private boolean replace(JobRow earlier, StoredRequest request) throws SQLException {
        if (coming.containsKey(earlier.id)) {
            earlier.ask(request, session.now());
            return true;
        }
        JobRow locked = jobs.lock(List.of(earlier.id)).get(earlier.id);
        if (locked == null || locked.state == JobState.RUNNING) {
            return false;
        }
        locked.ask(request, session.now());
        locked.checkpoint = null;
        locked.checkpointForm = null;
        jobs.update(List.of(locked));
        return true;
    }

    /** Lets jobs wait that have to, after a look at their parents. */
    private void awaitParents() throws SQLException {
        List<JobRow> children =
                coming.values().stream().filter(row -> row.parents != null).toList();
        if (children.isEmpty()) {
            return;
        }
        Set<UUID> elsewhere = new LinkedHashSet<>();
        for (JobRow child : children) {
            List<JobId> parents = redirected(child.parentIds());
            child.parents = Texts.ids(parents);
            parents.stream()
                    .map(JobId::value)
                    .filter(id -> !coming.containsKey(id))
                    .forEach(elsewhere::add);
        }
        Map<UUID, JobState> states = jobs.states(elsewhere);
        children.forEach(child -> await(child, states));
        new Circles(coming).refuse();
    }

    private List<JobId> redirected(List<JobId> parents) {
        Set<JobId> redirected = new LinkedHashSet<>();
        parents.forEach(parent -> redirected.add(standIns.getOrDefault(parent, parent)));
        redirected.removeAll(dropped);
        return List.copyOf(redirected);
    }

    private void await(JobRow child, Map<UUID, JobState> states) {
        for (JobId parent : child.parentIds()) {
            JobState state = coming.containsKey(parent.value()) ? JobState.QUEUED : states.get(parent.value());
            if (state == null) {
                throw new IllegalArgumentException("job " + child.id + " names the parent " + parent
                        + ", which is neither stored (any more) nor in the same batch");
            }
            if (isWaitedFor(state, child.parentPolicy)) {
                child.state = JobState.WAITING;
            }
        }
    }

    /** A parent that has ended badly is left to unblock, which says what follows. */
    private static boolean isWaitedFor(@Nullable JobState parent, ParentPolicy policy) {
        return switch (policy) {
            case FAIL, CANCEL -> parent != JobState.SUCCEEDED;
            case RUN -> parent == null || !parent.isFinal();
            case RUN_IF_FAILED -> true;
        };
    }

    /** PostgreSQL takes those that are plain in one statement, as where all are. */
    private void insertJobs() throws SQLException {
        if (!(session.dialect() instanceof PostgresDialect)) {
            jobs.insert(List.copyOf(coming.values()));
            return;
        }
        List<StoredRequest> plain = requests.stream()
                .filter(request -> coming.containsKey(request.id().value()) && isPlain(List.of(request)))
                .toList();
        if (!plain.isEmpty()) {
            PostgresIntake.store(session, plain);
        }
        Set<UUID> stored = plain.stream().map(request -> request.id().value()).collect(Collectors.toSet());
        jobs.insert(
                coming.values().stream().filter(row -> !stored.contains(row.id)).toList());
    }
}
