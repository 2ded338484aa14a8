package io.github.steadwork.pipeline.jdbc;

import java.util.Optional;

/**
 * Rows whose value in one column lies between two others, both included; never those where it is null.
 *
 * @param column its name
 * @param lower the least value; empty for none
 * @param upper the greatest value; empty for none
 */
public record Range(String column, Optional<Object> lower, Optional<Object> upper) {}
