package io.github.steadwork.pipeline.json;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.FormatOptions;
import java.util.List;

/**
 * How JSON is read; each is an option of the dataset.
 *
 * @param path {@code path}: the names of the fields that lead to the list of rows, as {@code data.items}; empty if the content
 *     is that list. The format json only
 * @param inferring {@code types}: whether types are taken from the values (infer) and not all columns are text
 * @param strict whether a field that is no column makes the row a bad one: {@code unknown} is reject, and not ignore. By default
 *     so if the columns were inferred, for then nothing may get lost
 * @param inferred whether there is no declared schema
 * @param sample {@code sample}: how many rows columns and types are taken from; 1,000 by default
 */
record JsonOptions(List<String> path, boolean inferring, boolean strict, boolean inferred, int sample) {

    private static final List<String> LINES = List.of("types", "unknown", "sample");
    private static final List<String> ARRAY = List.of("path", "types", "unknown", "sample");

    static JsonOptions ofArray(Dataset dataset) {
        return of(dataset, FormatOptions.of(dataset, ARRAY));
    }

    static JsonOptions ofLines(Dataset dataset) {
        return of(dataset, FormatOptions.of(dataset, LINES));
    }

    private static JsonOptions of(Dataset dataset, FormatOptions options) {
        String path = options.text("path", "");
        boolean inferred = dataset.schema().isEmpty();
        return new JsonOptions(
                path.isEmpty() ? List.of() : List.of(path.split("\\.")),
                options.choice("types", "infer", "infer", "text").equals("infer"),
                options.choice("unknown", inferred ? "reject" : "ignore", "reject", "ignore")
                        .equals("reject"),
                inferred,
                options.number("sample", 1_000));
    }
}
