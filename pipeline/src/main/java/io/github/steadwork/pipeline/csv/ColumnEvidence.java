package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.row.ColumnType;

/**
 * Why a column was given its type.
 *
 * @param column its name
 * @param type the narrowest that all its values in the sample fit
 * @param values how many values were looked at
 * @param nulls how many of them were null
 * @param against a value that ruled out a narrower type; empty if none did
 */
public record ColumnEvidence(String column, ColumnType type, long values, long nulls, String against) {}
