/**
 * Rows from and to tables of any JDBC database.
 *
 * <p>Start here: {@link io.github.steadwork.pipeline.jdbc.Connections} holds the data sources by name, which is all that stored
 * parameters say of them; {@link io.github.steadwork.pipeline.jdbc.TableQuery} reads a table or a query page by page, and
 * {@link io.github.steadwork.pipeline.jdbc.TableSink} writes a table so that each chunk counts exactly once.
 * {@link io.github.steadwork.pipeline.jdbc.TableFormat} makes tables of it a format of datasets.
 */
@NullMarked
package io.github.steadwork.pipeline.jdbc;

import org.jspecify.annotations.NullMarked;
