package io.github.steadwork.monitor;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The document in which one node sums up what it has seen of a subject within a minute or an hour. Nobody else writes it, so
 * its version tells whether a write has happened whose reply was lost: nothing is counted twice. Used by one thread at a time.
 */
final class OwnRow {

    private final Level level;
    private final String key;
    private final Instant start;
    private long version;

    /** What the document says, as far as is known. */
    private Cell stored = new Cell();

    /** What the last write would have added; null once it is known whether it did. */
    private @Nullable Cell sent;

    private @Nullable Cell unsent;

    OwnRow(Level level, Subject subject, Instant start, String node) {
        this.level = level;
        this.start = start;
        this.key = Level.key(subject, start) + node;
    }

    void add(Cell seen) {
        Cell sum = unsent == null ? new Cell() : unsent;
        sum.add(seen);
        unsent = sum;
    }

    boolean hasNews() {
        return sent != null || unsent != null;
    }

    boolean isUnsure() {
        return sent != null;
    }

    boolean endedBefore(Instant moment) {
        return start.plus(level.length).isBefore(moment);
    }

    /** The write that adds what is not stored yet. */
    DocumentChange send() {
        Cell news = unsent == null ? new Cell() : unsent;
        sent = news;
        unsent = null;
        Cell all = new Cell();
        all.add(stored);
        all.add(news);
        return new DocumentChange.Put(level.namespace, key, version, level.dueOfNode(start), StoredCell.write(all));
    }

    /** The write has happened. */
    void confirm() {
        if (sent != null) {
            stored.add(sent);
            version++;
            sent = null;
        }
    }

    /**
     * Finds out by the document what became of the write.
     *
     * @param refused whether it is known that it did not happen
     */
    void resolve(Optional<Document> there, boolean refused) {
        if (there.isPresent() && there.get().version() == version + 1) {
            confirm();
            return;
        }
        boolean gone = there.isEmpty() && version > 0; // what it said has been added to the sum of all nodes
        Cell back = gone && !refused ? null : sent;
        sent = null;
        if (gone) {
            version = 0;
            stored = new Cell();
        }
        if (back != null) {
            add(back);
        }
    }

    Level level() {
        return level;
    }

    String key() {
        return key;
    }
}
