package io.github.steadwork.jobs.ingestion.source;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows around the end of a run that the next run reads again: those from the lookback before the end on. It recognises those of
 * the run before, and collects those for the run after. For one thread.
 */
public final class KnownRows {

    /** More would make the state that is kept between jobs too large. */
    private static final int MOST_ROWS = 50_000;

    private static final int HASH_BYTES = 12;

    private final Map<String, String> before;
    private final Map<String, String> collected;
    private final String column;
    private final Object from;
    private final List<String> key;

    /**
     * Those of a run.
     *
     * @param before what the run before has collected
     * @param collected what this run had collected before it was interrupted
     * @param from the least value of the column that the next run reads again
     * @param key the columns that tell rows apart; if there are none, the whole row does
     */
    public KnownRows(
            Map<String, String> before, Map<String, String> collected, String column, Object from, List<String> key) {
        this.before = before;
        this.collected = new TreeMap<>(collected);
        this.column = column;
        this.from = from;
        this.key = key;
    }

    /** Whether the run before has read this very row; it is collected for the run after in any case. */
    public boolean isKnown(Row row) {
        Object value = row.get(column);
        boolean again = value != null && Values.compare(value, from) >= 0;
        if (!again && before.isEmpty()) {
            return false;
        }
        String content = hash(row.toArray());
        String id = key.isEmpty() ? content : hash(key.stream().map(row::get).toArray());
        if (again) {
            collected.put(id, content);
            checkSize();
        }
        return Objects.equals(before.get(id), content);
    }

    private void checkSize() {
        if (collected.size() > MOST_ROWS) {
            throw new DataException("more than " + MOST_ROWS + " rows lie within the lookback of '" + column
                    + "', too many to remember; shorten it, or upsert into a table");
        }
    }

    private static String hash(@Nullable Object[] values) {
        try {
            String text = String.valueOf(Casts.text(Arrays.asList(values)));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** What the run after is to be told. */
    public Map<String, String> collected() {
        return Map.copyOf(collected);
    }
}
