package io.github.steadwork.scheduler.firing;

import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.queue.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The schedules that a program declares, and how what is stored is brought in line with them, by any number of nodes at once. */
final class Declarations {

    private static final int PAGE = 500;

    private final ScheduleStore store;
    private final JobMaker maker;
    private final List<JobSchedule> declared;
    private final boolean dropsUndeclared;

    Declarations(ScheduleStore store, JobMaker maker, List<JobSchedule> declared, boolean dropsUndeclared) {
        this.store = store;
        this.maker = maker;
        this.declared = declared;
        this.dropsUndeclared = dropsUndeclared;
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
        if (store.find(schedule.name()).isPresent() || !store.create(schedule.name(), fresh)) {
            store.change(
                    schedule.name(),
                    (before, now) -> ScheduleStore.Change.of(
                            before.definition().equals(definition) ? before : before.definition(definition, now)));
        }
    }

    private void dropUndeclared() {
        Set<String> names = declared.stream().map(JobSchedule::name).collect(Collectors.toSet());
        List<Document> page = store.list("", PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(document -> !names.contains(document.key()) && wasDeclared(document))
                    .forEach(document -> store.delete(document.key()));
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
