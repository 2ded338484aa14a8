package io.github.steadwork.benchmarks.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.steadwork.benchmarks.data.peer.Task;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;

/** The table {@code lineitem} of TPC-H as a CSV file. */
final class LineItems {

    /** Twelve million rows; a file holds the first of them, so that a longer one begins with the same rows. */
    private static final double SCALE = 2;

    private LineItems() {}

    /** Such a file with so many rows in this folder; it is made where it is not there yet. */
    static Path file(Path folder, int rows) throws IOException {
        Path file = folder.resolve("lineitem-" + rows + ".csv");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path part = folder.resolve(file.getFileName() + ".part");
            write(part, rows);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** The same as a {@code rows} file beside it. */
    static Path converted(Path csv) throws IOException {
        Path rows = Path.of(csv + ".rows");
        if (!Files.exists(rows)) {
            new FileIngestionJob().run(FileIngestion.csv(csv).to(rows));
        }
        return rows;
    }

    private static void write(Path file, int rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(Task.COLUMNS);
            Iterator<LineItem> items = new LineItemGenerator(SCALE, 1, 1).iterator();
            for (int i = 0; i < rows; i++) {
                csv.writeRecord(fields(items.next()));
            }
        }
    }

    private static String[] fields(LineItem item) {
        return new String[] {
            Long.toString(item.getOrderKey()),
            Long.toString(item.getPartKey()),
            Long.toString(item.getSupplierKey()),
            Integer.toString(item.getLineNumber()),
            Long.toString(item.getQuantity()),
            hundredths(item.getExtendedPriceInCents()),
            hundredths(item.getDiscountPercent()),
            hundredths(item.getTaxPercent()),
            item.getReturnFlag(),
            item.getStatus(),
            GenerateUtils.formatDate(item.getShipDate()),
            GenerateUtils.formatDate(item.getCommitDate()),
            GenerateUtils.formatDate(item.getReceiptDate()),
            item.getShipInstructions(),
            item.getShipMode(),
            item.getComment()
        };
    }

    private static String hundredths(long number) {
        return BigDecimal.valueOf(number, 2).toPlainString();
    }
}
