package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet that are not empty, one after another. For one thread. */
final class SheetRows implements AutoCloseable {

    private static final byte[] OLD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final String location;
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;

    private SheetRows(String location, ReadableWorkbook workbook, Stream<Row> stream) {
        this.location = location;
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
    }

    static SheetRows open(Dataset dataset, ExcelOptions options) throws IOException {
        Path path = dataset.path();
        checkKind(path);
        PartSizes.check(path, Runtime.getRuntime().maxMemory() / 4);
        ReadableWorkbook workbook = workbook(path);
        try {
            Sheet sheet = sheet(path, workbook, options.sheet());
            return new SheetRows(dataset.location(), workbook, sheet.openStream());
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private static void checkKind(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new DataException(path + ": there is no such file; check the path, and that it has arrived");
        }
        byte[] head = new byte[OLD.length];
        try (java.io.InputStream in = Files.newInputStream(path)) {
            int read = in.readNBytes(head, 0, head.length);
            if (read == head.length && java.util.Arrays.equals(head, OLD)) {
                throw new DataException(
                        path
                                + ": this is an Excel file of the old kind, or one with a password; save it as .xlsx without one");
            }
        }
    }

    private static ReadableWorkbook workbook(Path path) throws IOException {
        try {
            return new ReadableWorkbook(path.toFile(), new ReadingOptions(true, false));
        } catch (ExcelReaderException | IOException e) {
            throw broken(path.toString(), e);
        }
    }

    static DataException broken(String location, Exception error) {
        return new DataException(
                location + ": this is no Excel file, or a part of it is missing (" + error.getMessage()
                        + "); fetch it again",
                error);
    }

    private static Sheet sheet(Path path, ReadableWorkbook workbook, String wanted) {
        Optional<Sheet> named = workbook.findSheet(wanted);
        if (named.isPresent()) {
            return named.get();
        }
        List<Sheet> sheets = workbook.getSheets().toList();
        if (wanted.matches("[1-9][0-9]{0,3}") && Integer.parseInt(wanted) <= sheets.size()) {
            return sheets.get(Integer.parseInt(wanted) - 1);
        }
        throw new DataException(path + ": there is no sheet '" + wanted + "'; there are "
                + sheets.stream().map(Sheet::getName).collect(Collectors.joining(", ")));
    }

    /** Whether days are counted from 1904 on. */
    boolean isFrom1904() {
        return workbook.isDate1904();
    }

    /** The next row with something in it; null at the end. */
    @Nullable
    Row next() {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.stream().anyMatch(SheetRows::isFilled)) {
                    return row;
                }
            }
            return null;
        } catch (ExcelReaderException | UncheckedIOException e) {
            throw broken(location, e);
        }
    }

    static boolean isFilled(org.dhatim.fastexcel.reader.@Nullable Cell cell) {
        return cell != null
                && cell.getType() != org.dhatim.fastexcel.reader.CellType.EMPTY
                && !cell.getText().isEmpty();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
