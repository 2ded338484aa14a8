package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Replaces values by the SHA-256 of their text in UTF-8, as 64 hexadecimal digits. Null stays null. It tells values apart
 * and hides what cannot be guessed; who can list all possible values, as of a phone number, can find out which one it was.
 *
 * @param columns one or more names
 */
public record HashStep(List<String> columns) implements TransformStep {

    /** Refuses an empty list. */
    public HashStep {
        columns = Steps.require(columns, "hash", "columns");
    }

    @Override
    public void addTo(PlanBuilder plan) {
        for (String column : columns) {
            boolean nullable = plan.layout().column(column).nullable();
            plan.layout().put(new Column(column, ColumnType.STRING, nullable));
            plan.change("hash", column, value -> hash(String.valueOf(Casts.text(value))));
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
