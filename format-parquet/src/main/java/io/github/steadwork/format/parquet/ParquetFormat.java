package io.github.steadwork.format.parquet;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.DividedDataFormat;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The format {@code parquet}. A file is read page by page: of each wanted column one page and the dictionary are held in memory. Pages
 * that were packed with SNAPPY, ZSTD, GZIP or LZ4_RAW, or not at all, can be read.
 *
 * <p>Whole numbers are LONG (those of 64 bits without a sign DECIMAL), floating-point ones DOUBLE, exact ones DECIMAL. Texts, enums, JSON, UUIDs
 * and times of the day are STRING; days DATE; timestamps INSTANT if the file says that they are in UTC, and LOCAL_DATE_TIME otherwise, as are
 * those of the old kind with 96 bits. Other bytes are BYTES. The fields of a nested group are columns of their own, named
 * {@code address.city}. Lists, maps, variants, intervals and numbers of 16 bits with a point are refused, unless declared columns leave them out.
 *
 * <p>With declared columns only those are read, in that order, and values become the declared types; one that cannot makes its row a bad one. A
 * row's position is its number in the file.
 *
 * <p>Written are row groups of about 32 MiB. LIST and ROW become JSON. A DECIMAL, or a time, that the file would not hold exactly is an
 * error, never rounded.
 *
 * <p>Options: {@code compression} (zstd, snappy, gzip or none; zstd), {@code decimal} (digits in all and behind the point of DECIMAL columns
 * that are written; 38,12), {@code times} (micros or nanos of what is written; micros), {@code binary} (bytes, or text for files of old programs
 * that do not mark their texts; bytes); {@code part} stands in what {@link #divide} gives.
 */
public final class ParquetFormat implements WritableDataFormat, DividedDataFormat {

    /** Without settings: they are options of each dataset. */
    public ParquetFormat() {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        return ParquetRowReader.open(dataset, ParquetOptions.of(dataset), badRows);
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        return ParquetRowWriter.create(dataset, ParquetOptions.of(dataset), schema);
    }

    /** Parts of a file are runs of its row groups. */
    @Override
    public List<Dataset> divide(Dataset dataset, int parts) throws IOException {
        if (dataset.options().containsKey(RowGroups.OPTION)) {
            return List.of(dataset);
        }
        int groups;
        try (ParquetFile file = ParquetFile.open(dataset)) {
            groups = file.groups();
        }
        List<Dataset> divided = new ArrayList<>();
        int count = Math.min(parts, groups);
        for (int i = 0; i < count; i++) {
            RowGroups run = new RowGroups((int) ((long) groups * i / count), (int) ((long) groups * (i + 1) / count));
            divided.add(dataset.with(RowGroups.OPTION, run.text()));
        }
        return divided.isEmpty() ? List.of(dataset) : divided;
    }
}
