package io.github.steadwork.benchmarks.data.peer;

import java.nio.file.Path;
import java.util.List;

/**
 * What there is to work with.
 *
 * @param csv {@code lineitem} with a header
 * @param rows the same as a {@code rows} file
 * @param folder an empty folder for whatever is written
 * @param database the URL of a PostgreSQL database with an empty table {@code lineitem}; empty where none is needed
 */
public record Task(Path csv, Path rows, Path folder, String database) {

    /** The columns, as TPC-H names them. */
    public static final List<String> COLUMNS = List.of(
            "l_orderkey",
            "l_partkey",
            "l_suppkey",
            "l_linenumber",
            "l_quantity",
            "l_extendedprice",
            "l_discount",
            "l_tax",
            "l_returnflag",
            "l_linestatus",
            "l_shipdate",
            "l_commitdate",
            "l_receiptdate",
            "l_shipinstruct",
            "l_shipmode",
            "l_comment");

    /** Their types in SQL; l_quantity is a whole number in the file. */
    public static final List<String> TYPES = List.of(
            "BIGINT",
            "BIGINT",
            "BIGINT",
            "BIGINT",
            "BIGINT",
            "DECIMAL(15,2)",
            "DECIMAL(15,2)",
            "DECIMAL(15,2)",
            "VARCHAR",
            "VARCHAR",
            "DATE",
            "DATE",
            "DATE",
            "VARCHAR",
            "VARCHAR",
            "VARCHAR");

    /** Where the result goes, if it is a file. */
    Path output() {
        return folder.resolve("output.csv");
    }

    /** Of the output, whose rows have a set order. */
    Work.Evidence ordered() {
        return () -> Digest.of(output(), true);
    }

    /** Of the output, whose rows may have any order. */
    Work.Evidence unordered() {
        return () -> Digest.of(output(), false);
    }

    /** Of the output, a few rows in any order whose numbers may differ after the ninth digit. */
    Work.Evidence numbers() {
        return () -> Digest.ofNumbers(output());
    }
}
