package io.github.steadwork.benchmarks.data.peer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one writes for any columns: a map of typed values for each row, and the JDK's streams. All rows are in memory. */
final class Streams {

    private static final String DAY = "l_shipdate";

    private Streams() {}

    private static Work.Evidence run(
            Task task,
            List<String> columns,
            Function<Stream<Map<String, Object>>, Collection<Map<String, Object>>> work,
            Work.Evidence evidence)
            throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(task.csv());
                CsvWriter out = CsvWriter.builder().build(task.output())) {
            Collection<Map<String, Object>> rows =
                    work.apply(csv.stream().skip(1).map(Streams::typed));
            out.writeRecord(columns);
            rows.forEach(row ->
                    out.writeRecord(row.values().stream().map(Object::toString).toList()));
        }
        return evidence;
    }

    private static Map<String, Object> typed(CsvRecord row) {
        Map<String, Object> typed = new LinkedHashMap<>();
        for (int i = 0; i < Task.COLUMNS.size(); i++) {
            String text = row.getField(i);
            typed.put(
                    Task.COLUMNS.get(i),
                    switch (Task.TYPES.get(i)) {
                        case "BIGINT" -> Long.valueOf(text);
                        case "DATE" -> LocalDate.parse(text);
                        case "VARCHAR" -> text;
                        default -> new BigDecimal(text);
                    });
        }
        return typed;
    }

    private static Object value(Map<String, Object> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }

    static Work.Evidence distinct(Task task) throws IOException {
        return run(
                task,
                List.of("l_comment"),
                rows -> rows.map(row -> Map.of("l_comment", value(row, "l_comment")))
                        .distinct()
                        .toList(),
                task.unordered());
    }

    static Work.Evidence deduplicate(Task task) throws IOException {
        return run(
                task,
                Task.COLUMNS,
                rows -> rows.collect(Collectors.toMap(
                                row -> List.of(value(row, "l_suppkey"), value(row, DAY)),
                                row -> row,
                                (first, second) -> first,
                                LinkedHashMap::new))
                        .values(),
                task.ordered());
    }

    static Work.Evidence sort(Task task) throws IOException {
        Comparator<Map<String, Object>> order = Comparator.comparing(row -> (LocalDate) value(row, DAY));
        return run(
                task,
                Task.COLUMNS,
                rows -> rows.sorted(order.thenComparing(row -> (Long) value(row, "l_orderkey"))
                                .thenComparing(row -> (Long) value(row, "l_linenumber")))
                        .toList(),
                task.ordered());
    }
}
