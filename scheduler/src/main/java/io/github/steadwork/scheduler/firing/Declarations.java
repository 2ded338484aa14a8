package io.github.steadwork.scheduler.firing;

import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.queue.Document;
import io.github.steadwork.scheduler.loop.Acts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The schedules that a program declares, and how what is stored is brought in line with them, by any number of nodes at once. */
final class Declarations {

    private static final int PAGE = 500;

    private final ScheduleStore store;
    private final JobMaker maker;
    private final List<JobSchedule> declared;
    private final boolean dropsUndeclared;
    private final Acts acts;

    /** What is changed is written down as done by this one. */
    Declarations(ScheduleStore store, JobMaker maker, List<JobSchedule> declared, boolean dropsUndeclared, Acts acts) {
        this.store = store;
        this.maker = maker;
        this.declared = declared;
        this.dropsUndeclared = dropsUndeclared;
        this.acts = acts;
        declared.forEach(maker::learn);
    }

    void reconcile() {
        declared.forEach(this::put);
        if (dropsUndeclared) {
            dropUndeclared();
        }
    }

    private void put(JobSchedule schedule) {
        Definition definition = schedule.definition(maker.learn(schedule), true);
        StoredSchedule fresh = StoredSchedule.create(definition, schedule.isEnabled(), store.now());
        if (store.find(schedule.name()).isEmpty() && store.create(schedule.name(), fresh)) {
            tell("create", schedule);
            return;
        }
        AtomicBoolean changed = new AtomicBoolean();
        store.change(schedule.name(), (before, now) -> {
            changed.set(!before.definition().equals(definition));
            return ScheduleStore.Change.of(changed.get() ? before.definition(definition, now) : before);
        });
        if (changed.get()) {
            tell("update", schedule);
        }
    }

    private void tell(String act, JobSchedule schedule) {
        acts.tell(act, "schedule " + schedule.name(), schedule.schedule().describe());
    }

    private void dropUndeclared() {
        Set<String> names = declared.stream().map(JobSchedule::name).collect(Collectors.toSet());
        List<Document> page = store.list("", PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(document -> !names.contains(document.key()) && wasDeclared(document))
                    .map(Document::key)
                    .filter(store::delete)
                    .forEach(name -> acts.tell("delete", "schedule " + name, "not declared any more"));
            page = store.list(page.get(page.size() - 1).key(), PAGE);
        }
    }

    private static boolean wasDeclared(Document document) {
        try {
            return Optional.of(ScheduleJson.read(document.json()))
                    .map(StoredSchedule::definition)
                    .filter(Definition::declared)
                    .isPresent();
        } catch (PayloadException ofAnotherVersion) {
            return false;
        }
    }
}
