package io.github.steadwork.pipeline.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parser over a file, whose errors it puts into our words. */
final class CsvParsing<T> implements AutoCloseable {

    /** A field that is longer than this is taken for one whose quote is never closed. */
    private static final int MAX_FIELD = 1 << 22;

    private static final long MAX_RECORD = 1 << 26;
    private static final int FIELD_COST = 64;
    private static final String TOO_LONG = "The record is too long";

    private final Path path;
    private final CsvSource source;
    private final Handler<T> handler;
    private final CloseableIterator<T> records;

    CsvParsing(Path path, CsvSource source, CsvOptions options, Handler<T> handler) {
        this.path = path;
        this.source = source;
        this.handler = handler;
        this.records = CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .skipEmptyLines(!handler.takesEmptyLines())
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_FIELD)
                .build(handler, source.reader())
                .iterator();
    }

    /** The next record that the handler made; null at the end. */
    @Nullable
    T next() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw wrong(e);
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            if (PackedFile.isBroken(cause)) {
                throw source.broken(", after line " + handler.line(), cause);
            }
            throw cause;
        }
    }

    private DataException wrong(CsvParseException error) {
        String message = String.valueOf(error.getMessage());
        String where = path + ", line " + handler.line() + ", column " + handler.fieldName();
        if (message.startsWith(TOO_LONG)) {
            return new DataException(
                    where + ": the row is too long, with all its fields; check that the file has line ends", error);
        }
        if (message.startsWith("Unclosed") || message.startsWith("The maximum buffer size")) {
            return new DataException(
                    where
                            + ": a quote is opened in this row and never closed; close it, or double it if it belongs to the"
                            + " text, or set the option 'quote' to a character that the file does not use",
                    error);
        }
        return new DataException(
                where
                        + ": a closing quote is followed by more text; double quotes that belong to the text, or check the"
                        + " options 'delimiter' and 'quote'",
                error);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /** Makes records, and knows where it is. */
    abstract static class Handler<T> extends AbstractBaseCsvCallbackHandler<T> {

        private final long linesBefore;
        private long line;
        private long size;
        private long chars;

        /** @param linesBefore how many lines of the file come before those that are parsed */
        Handler(long linesBefore) {
            this.linesBefore = linesBefore;
        }

        /** The line at which the present record begins, from 1. */
        long line() {
            return line;
        }

        /** Whether an empty line is a record: where there is one column only, it is a null. */
        boolean takesEmptyLines() {
            return false;
        }

        /** How many characters of fields there have been. */
        final long chars() {
            return chars;
        }

        /** Counts a field before it is kept, for a file without line ends is one record. */
        final void count(int length) {
            chars += length;
            size += length + FIELD_COST;
            if (size > MAX_RECORD) {
                throw new CsvParseException(TOO_LONG);
            }
        }

        /** How to name the field at which the parser is. */
        abstract String fieldName();

        @Override
        protected void handleBegin(long startingLine) {
            line = linesBefore + startingLine;
            size = 0;
        }
    }
}
