package io.github.steadwork.benchmarks.data.peer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What stands in a CSV file, in short: two files with the same rows have the same, whoever quotes what. */
final class Digest {

    private static final MathContext DIGITS = new MathContext(9);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Digest() {}

    /** Of the rows below the header; each in its place, or in any order. */
    static String of(Path file, boolean ordered) throws IOException {
        long rows = -1;
        long sum = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord row : csv) {
                rows++;
                if (rows > 0) {
                    sum = (ordered ? sum * MIX : sum) + hash(row.getFields());
                }
            }
        }
        return rows + " rows, " + Long.toHexString(sum);
    }

    private static long hash(List<String> fields) {
        long hash = fields.size();
        for (String field : fields) {
            hash = (hash ^ field.hashCode()) * MIX;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** The rows themselves, sorted, with numbers of nine digits. */
    static String ofNumbers(Path file) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            return csv.stream()
                    .skip(1)
                    .map(row -> row.getFields().stream().map(Digest::rounded).collect(Collectors.joining(" ")))
                    .sorted()
                    .collect(Collectors.joining("; "));
        }
    }

    /** The text, or if it is a number, that with nine digits. */
    static String rounded(String text) {
        try {
            return new BigDecimal(text).round(DIGITS).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException noNumber) {
            return text;
        }
    }
}
