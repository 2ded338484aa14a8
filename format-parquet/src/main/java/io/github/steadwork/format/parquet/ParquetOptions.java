package io.github.steadwork.format.parquet;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.FormatOptions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How a file is read and written; each is an option of the dataset.
 *
 * @param compression of what is written
 * @param precision how many digits a written DECIMAL may have, 1 to 38
 * @param scale how many of them stand behind the point
 * @param nanos whether times are written with nanoseconds and not with microseconds
 * @param textual whether bytes that are not marked as text are text nevertheless
 * @param part what is read of a file
 */
record ParquetOptions(
        CompressionCodecName compression, int precision, int scale, boolean nanos, boolean textual, RowGroups part) {

    private static final List<String> NAMES = List.of("compression", "decimal", "times", "binary", RowGroups.OPTION);
    private static final Pattern DECIMAL = Pattern.compile("([0-9]{1,2}),([0-9]{1,2})");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");
    private static final int MOST_DIGITS = 38;

    static ParquetOptions of(Dataset dataset) {
        FormatOptions options = FormatOptions.of(dataset, NAMES);
        int[] decimal = decimal(options);
        return new ParquetOptions(
                compression(options.choice("compression", "zstd", "zstd", "snappy", "gzip", "none")),
                decimal[0],
                decimal[1],
                options.choice("times", "micros", "micros", "nanos").equals("nanos"),
                options.choice("binary", "bytes", "bytes", "text").equals("text"),
                part(options));
    }

    private static CompressionCodecName compression(String name) {
        return name.equals("none")
                ? CompressionCodecName.UNCOMPRESSED
                : CompressionCodecName.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static int[] decimal(FormatOptions options) {
        String text = options.text("decimal", "38,12");
        Matcher numbers = DECIMAL.matcher(text);
        if (numbers.matches()) {
            int precision = Integer.parseInt(numbers.group(1));
            int scale = Integer.parseInt(numbers.group(2));
            if (precision >= 1 && precision <= MOST_DIGITS && scale <= precision) {
                return new int[] {precision, scale};
            }
        }
        throw options.wrong("decimal", text, "how many digits there are and how many behind the point, as 18,2");
    }

    private static RowGroups part(FormatOptions options) {
        String text = options.text(RowGroups.OPTION, "");
        if (text.isEmpty()) {
            return RowGroups.ALL;
        }
        Matcher numbers = PART.matcher(text);
        if (!numbers.matches()) {
            throw options.wrong(RowGroups.OPTION, text, "what dividing a file gave");
        }
        return new RowGroups(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    }
}
