package io.github.steadwork.benchmarks.data.peer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What one writes with FastCSV and the JDK for this one purpose: only the fields that are needed become values. */
final class HandWritten {

    private static final Pattern MODE = Pattern.compile("[A-Z ]+");
    private static final Set<String> FLAGS = Set.of("A", "N", "R");
    private static final Set<String> INSTRUCTIONS =
            Set.of("DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN");
    private static final BigDecimal MOST = new BigDecimal("0.09");
    private static final int LONGEST = 44;
    private static final int QUANTITIES = 50;

    private HandWritten() {}

    private static CsvReader<CsvRecord> open(Task task) throws IOException {
        return CsvReader.builder().ofCsvRecord(task.csv());
    }

    /** Reads and looks at every field as text. */
    static Work.Evidence read(Task task) throws IOException {
        long rows = -1;
        long comments = 0;
        long all = 0;
        try (CsvReader<CsvRecord> csv = open(task)) {
            for (CsvRecord row : csv) {
                if (rows++ >= 0) {
                    for (int i = 0; i < Task.COLUMNS.size(); i++) {
                        all += row.getField(i).length();
                    }
                    comments += row.getField(15).length();
                }
            }
        }
        if (all < comments) {
            throw new IllegalStateException("nothing was read");
        }
        return evidence(rows, comments);
    }

    /** What reading is known by. */
    static Work.Evidence evidence(long rows, long comments) {
        return () -> rows + " rows with " + comments + " characters of comments";
    }

    /** The part of any work that is reading, and nothing else. */
    static Work.Evidence readOnly(Task task) throws IOException {
        read(task);
        return Work.Evidence.NONE;
    }

    private record Group(String flag, String status) {}

    private static final class Sums {
        private long quantity;
        private BigDecimal price = BigDecimal.ZERO;
        private BigDecimal discounted = BigDecimal.ZERO;
        private BigDecimal charged = BigDecimal.ZERO;
        private BigDecimal discount = BigDecimal.ZERO;
        private long count;
        private LocalDate first = LocalDate.MAX;
        private LocalDate last = LocalDate.MIN;

        private void add(CsvRecord row) {
            BigDecimal cost = new BigDecimal(row.getField(5));
            BigDecimal less = new BigDecimal(row.getField(6));
            BigDecimal reduced = cost.multiply(BigDecimal.ONE.subtract(less));
            LocalDate shipped = LocalDate.parse(row.getField(10));
            quantity += Long.parseLong(row.getField(4));
            price = price.add(cost);
            discounted = discounted.add(reduced);
            charged = charged.add(reduced.multiply(BigDecimal.ONE.add(new BigDecimal(row.getField(7)))));
            discount = discount.add(less);
            count++;
            first = shipped.isBefore(first) ? shipped : first;
            last = shipped.isAfter(last) ? shipped : last;
        }

        private String[] fields(Group group) {
            return new String[] {
                group.flag,
                group.status,
                Long.toString(quantity),
                price.toPlainString(),
                discounted.toPlainString(),
                charged.toPlainString(),
                Double.toString((double) quantity / count),
                Double.toString(price.doubleValue() / count),
                Double.toString(discount.doubleValue() / count),
                Long.toString(count),
                first.toString(),
                last.toString()
            };
        }
    }

    static Work.Evidence group(Task task) throws IOException {
        Map<Group, Sums> groups = new HashMap<>();
        try (CsvReader<CsvRecord> csv = open(task);
                CsvWriter out = CsvWriter.builder().build(task.output())) {
            for (CsvRecord row : csv) {
                if (row.getStartingLineNumber() > 1) {
                    groups.computeIfAbsent(new Group(row.getField(8), row.getField(9)), any -> new Sums())
                            .add(row);
                }
            }
            out.writeRecord(Collections.nCopies(12, "column"));
            groups.forEach((group, sums) -> out.writeRecord(sums.fields(group)));
        }
        return task.numbers();
    }

    static Work.Evidence validate(Task task) throws IOException {
        try (CsvReader<CsvRecord> csv = open(task);
                CsvWriter out = CsvWriter.builder().build(task.output())) {
            for (CsvRecord row : csv) {
                if (row.getStartingLineNumber() == 1 || isValid(row)) {
                    out.writeRecord(row.getFields());
                }
            }
        }
        return task.ordered();
    }

    private static boolean isValid(CsvRecord row) {
        long quantity = Long.parseLong(row.getField(4));
        BigDecimal discount = new BigDecimal(row.getField(6));
        return !row.getField(0).isBlank()
                && !row.getField(1).isBlank()
                && !row.getField(2).isBlank()
                && quantity >= 1
                && quantity <= QUANTITIES
                && discount.signum() >= 0
                && discount.compareTo(MOST) <= 0
                && row.getField(15).length() <= LONGEST
                && MODE.matcher(row.getField(14)).matches()
                && FLAGS.contains(row.getField(8))
                && INSTRUCTIONS.contains(row.getField(13))
                && LocalDate.parse(row.getField(12)).isAfter(LocalDate.parse(row.getField(10)));
    }

    static Work.Evidence distinct(Task task) throws IOException {
        Set<String> seen = new HashSet<>();
        try (CsvReader<CsvRecord> csv = open(task);
                CsvWriter out = CsvWriter.builder().build(task.output())) {
            for (CsvRecord row : csv) {
                if (seen.add(row.getField(15))) {
                    out.writeRecord(row.getField(15));
                }
            }
        }
        return task.unordered();
    }

    private record Shipment(String supplier, String day) {}

    static Work.Evidence deduplicate(Task task) throws IOException {
        Set<Shipment> seen = new HashSet<>();
        try (CsvReader<CsvRecord> csv = open(task);
                CsvWriter out = CsvWriter.builder().build(task.output())) {
            for (CsvRecord row : csv) {
                if (seen.add(new Shipment(row.getField(2), row.getField(10)))) {
                    out.writeRecord(row.getFields());
                }
            }
        }
        return task.ordered();
    }

    private record Keyed(String day, long order, long line, List<String> fields) {

        static Keyed of(CsvRecord row) {
            return new Keyed(
                    row.getField(10),
                    Long.parseLong(row.getField(0)),
                    Long.parseLong(row.getField(3)),
                    row.getFields());
        }
    }

    static Work.Evidence sort(Task task) throws IOException {
        List<Keyed> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = open(task);
                CsvWriter out = CsvWriter.builder().build(task.output())) {
            for (CsvRecord row : csv) {
                if (row.getStartingLineNumber() == 1) {
                    out.writeRecord(row.getFields());
                } else {
                    rows.add(Keyed.of(row));
                }
            }
            rows.sort(Comparator.comparing(Keyed::day)
                    .thenComparingLong(Keyed::order)
                    .thenComparingLong(Keyed::line));
            rows.forEach(row -> out.writeRecord(row.fields()));
        }
        return task.ordered();
    }
}
