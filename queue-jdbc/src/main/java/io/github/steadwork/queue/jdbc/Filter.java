package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The condition of a {@link JobFilter} in SQL, for one of the two tables of jobs. */
final class Filter {

    private final Dialect dialect;
    private final Set<JobState> states = EnumSet.noneOf(JobState.class);
    private final StringBuilder condition = new StringBuilder();
    private final List<Session.Binder<Integer>> values = new ArrayList<>();

    /** For the jobs that are meant and in one of these states, which are those of one table. */
    Filter(Dialect dialect, JobFilter which, Predicate<JobState> allowed) {
        this.dialect = dialect;
        for (JobState state : JobState.values()) {
            boolean meant = which.states().isEmpty() || which.states().contains(state);
            if (meant && allowed.test(state)) {
                states.add(state);
            }
        }
        condition.append("state IN (").append(ordinals()).append(")");
        ids(which.ids());
        texts("type", which.types());
        texts("queue", which.queues());
        tags(which.tags());
        which.createdFrom().ifPresent(from -> add(" AND created_at >= ?", Micros.of(from)));
        which.createdBefore().ifPresent(before -> add(" AND created_at < ?", Micros.of(before)));
        which.error().ifPresent(this::error);
    }

    /** Whether no state is left, so that nothing can be meant. */
    boolean isEmpty() {
        return states.isEmpty();
    }

    /** The condition; {@link #bind} gives it its parameters. */
    String condition() {
        return condition.toString();
    }

    /** Sets the parameters, the first at this place; gives the next place. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        for (Session.Binder<Integer> value : values) {
            value.bind(statement, at++);
        }
        return at;
    }

    private String ordinals() {
        List<String> ordinals = new ArrayList<>();
        states.forEach(state -> ordinals.add(String.valueOf(Codes.of(state))));
        return ordinals.isEmpty() ? "-1" : String.join(", ", ordinals);
    }

    private void ids(Set<JobId> ids) {
        if (!ids.isEmpty()) {
            condition.append(" AND id IN (").append(marks(ids)).append(")");
            ids.forEach(id -> values.add((statement, at) -> dialect.bindId(statement, at, id.value())));
        }
    }

    private void texts(String column, Set<String> texts) {
        if (!texts.isEmpty()) {
            condition
                    .append(" AND ")
                    .append(column)
                    .append(" IN (")
                    .append(marks(texts))
                    .append(")");
            texts.forEach(text -> values.add((statement, at) -> statement.setString(at, text)));
        }
    }

    /** Tags are stored as a list of JSON strings, so a tag with its quotes can only be found as a whole. */
    private void tags(Set<String> tags) {
        if (!tags.isEmpty()) {
            String any = String.join(
                    " OR ", tags.stream().map(tag -> "tags LIKE ? ESCAPE '!'").toList());
            condition.append(" AND (").append(any).append(")");
            tags.forEach(tag -> within(Texts.word(tag)));
        }
    }

    /** An error is stored as JSON, in which a text stands as in a string of its own. */
    private void error(String text) {
        condition.append(" AND error LIKE ? ESCAPE '!'");
        String word = Texts.word(text);
        within(word.substring(1, word.length() - 1));
    }

    private void within(String text) {
        String escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        values.add((statement, at) -> statement.setString(at, "%" + escaped + "%"));
    }

    private void add(String text, long value) {
        condition.append(text);
        values.add((statement, at) -> statement.setLong(at, value));
    }

    private static String marks(Collection<?> values) {
        return "?" + ", ?".repeat(values.size() - 1);
    }
}
