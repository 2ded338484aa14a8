package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The beginning of a file: what its columns are called, and what its first rows look like. */
final class CsvSample {

    private static final List<Character> LIKELY_DELIMITERS = List.of(',', ';', '\t', '|');

    private final Dataset dataset;
    private final CsvOptions options;
    private final List<TextRecord> records;

    private CsvSample(Dataset dataset, CsvOptions options, List<TextRecord> records) {
        this.dataset = dataset;
        this.options = options;
        this.records = records;
    }

    static CsvSample of(Dataset dataset, CsvOptions options) throws IOException {
        boolean typesKnown = dataset.schema().isPresent() || options.types() == CsvOptions.Types.TEXT;
        int wanted = (options.header() ? 1 : 0) + (typesKnown ? 1 : options.sample());
        List<TextRecord> records = new ArrayList<>();
        try (CsvSource source = CsvSource.open(dataset.path(), options.encoding());
                CsvParsing<TextRecord> parsing =
                        new CsvParsing<>(dataset.path(), source, options, new TextRecord.Handler(options))) {
            TextRecord record = null;
            while (records.size() < wanted && (record = parsing.next()) != null) {
                records.add(record);
            }
        }
        return new CsvSample(dataset, options, records);
    }

    /** The columns of the file and where each one's fields stand. */
    CsvLayout layout() {
        List<String> names = names();
        if (dataset.schema().isEmpty()) {
            List<ColumnEvidence> evidence = evidence();
            List<Column> columns = evidence.stream()
                    .map(found -> Column.of(found.column(), found.type()))
                    .toList();
            return new CsvLayout(
                    Schema.of(columns), IntStream.range(0, names.size()).toArray(), true);
        }
        Schema declared = dataset.schema().get();
        int[] columnOfField = new int[names.size()];
        for (int i = 0; i < columnOfField.length; i++) {
            columnOfField[i] = declared.find(names.get(i)).orElse(CsvLayout.UNUSED);
        }
        for (String name : declared.names()) {
            if (!names.contains(name)) {
                throw new DataException(where() + "there is no column '" + name + "' in the header; "
                        + NameHint.of(name, names) + delimiterHint());
            }
        }
        // A part of a file knows the columns of the whole, and where they come from.
        boolean inferred = CsvPart.of(dataset).map(CsvPart::inferred).orElse(false);
        return new CsvLayout(declared, columnOfField, inferred);
    }

    /** What the first rows say about the type of each column. */
    List<ColumnEvidence> evidence() {
        List<String> names = names();
        List<TextRecord> rows = options.header() ? records.subList(1, records.size()) : records;
        List<ColumnEvidence> evidence = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int index = i;
            List<@Nullable String> values = rows.stream()
                    .filter(row -> index < row.fields().size())
                    .<@Nullable String>map(row -> row.fields().get(index))
                    .toList();
            boolean asText = options.types() == CsvOptions.Types.TEXT;
            evidence.add(
                    asText
                            ? new ColumnEvidence(names.get(i), ColumnType.STRING, 0, 0, "")
                            : TypeInference.of(names.get(i), values));
        }
        return evidence;
    }

    private List<String> names() {
        if (!options.header()) {
            return namesWithoutHeader();
        }
        if (records.isEmpty()) {
            throw new DataException(
                    where() + "the file is empty, but a header with the names of the columns is expected;"
                            + " check that it was written to its end");
        }
        List<@Nullable String> header = records.get(0).fields();
        checkDelimiter(header);
        Map<String, Integer> places = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            checkName(name, i, places);
            names.add(String.valueOf(name));
        }
        return names;
    }

    private List<String> namesWithoutHeader() {
        if (dataset.schema().isPresent()) {
            return dataset.schema().get().names();
        }
        if (records.isEmpty()) {
            throw new DataException(where() + "the file is empty, and no schema says which columns it should have");
        }
        return IntStream.rangeClosed(1, records.get(0).fields().size())
                .mapToObj(number -> "column" + number)
                .toList();
    }

    private void checkName(@Nullable String name, int index, Map<String, Integer> places) {
        if (name == null || name.isBlank()) {
            throw new DataException(
                    where() + "column " + (index + 1)
                            + " has no name in the header; give it one, or set the option 'header' to false and declare a schema");
        }
        if (name.indexOf('\0') >= 0) {
            throw new DataException(where() + "column " + (index + 1)
                    + " has zero bytes in its name; if the file is in UTF-16, set the option 'encoding' to UTF-16LE or"
                    + " UTF-16BE");
        }
        if (name.indexOf(CsvSource.UNDECODABLE) >= 0) {
            throw new DataException(where() + "column " + (index + 1) + ": the name '"
                    + name.replace(CsvSource.UNDECODABLE, '\uFFFD')
                    + "' has bytes that are not in the file's encoding; say the right one by the option 'encoding', as"
                    + " windows-1252");
        }
        Integer earlier = places.putIfAbsent(name, index);
        if (earlier != null) {
            throw new DataException(where() + "the header names '" + name + "' twice, as column " + (earlier + 1)
                    + " and " + (index + 1)
                    + "; rename one, or set the option 'header' to false and declare a schema");
        }
    }

    /** One column whose name holds another delimiter, as often as the first row does: the delimiter must be wrong. */
    private void checkDelimiter(List<@Nullable String> header) {
        String hint = delimiterHint();
        if (!hint.isEmpty()) {
            throw new DataException(where() + "the header has only one column, '" + header.get(0) + "'" + hint);
        }
    }

    private String delimiterHint() {
        TextRecord header = records.get(0);
        if (header.fields().size() != 1 || header.quoted()) {
            return "";
        }
        for (char likely : LIKELY_DELIMITERS) {
            long inHeader = count(header, likely);
            boolean alike = records.size() < 2 || count(records.get(1), likely) == inHeader;
            if (inHeader > 0 && alike) {
                String shown = likely == '\t' ? "tab" : String.valueOf(likely);
                return "; the fields seem to be separated by '" + shown + "': set the option 'delimiter' to '" + shown
                        + "'";
            }
        }
        return "";
    }

    private static long count(TextRecord record, char wanted) {
        String text = record.fields().get(0);
        return text == null ? 0 : text.chars().filter(c -> c == wanted).count();
    }

    private String where() {
        return dataset.location() + (options.header() ? ", line 1: " : ": ");
    }
}
