package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.steadwork.pipeline.http.HttpReply;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.retry.TransientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes a page apart: its records, each as a line of JSON, and what it says of the pages to come. For one page. */
final class PageReader {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int SHOWN = 10;

    private final List<String> recordsPath;
    private final List<String> nextPath;
    private final List<String> morePath;
    private final List<String> totalPath;
    private final Map<String, String> added;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final List<String> topFields = new ArrayList<>();
    private long records;
    private boolean found;
    private @Nullable String next;
    private @Nullable Boolean more;
    private OptionalLong total = OptionalLong.empty();

    private PageReader(ApiStream stream, Map<String, String> added) {
        this.recordsPath = path(stream.records());
        this.nextPath = path(stream.pagination().pathOfNext().orElse(""));
        this.morePath = path(stream.pagination().more());
        this.totalPath = path(stream.pagination().total());
        this.added = added;
    }

    private static List<String> path(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\."));
    }

    /**
     * Reads a page.
     *
     * @param added fields that go into each record
     * @throws DataException if it is no JSON, or has no records where they should be
     * @throws TransientException if it was cut off
     */
    static PageFacts read(ApiStream stream, HttpReply reply, Map<String, String> added) {
        PageReader reader = new PageReader(stream, added);
        try (JsonParser parser = JSON.createParser(reply.body());
                JsonGenerator lines = JSON.createGenerator(reader.lines).setRootValueSeparator(null)) {
            if (parser.nextToken() != null) {
                reader.walk(parser, new ArrayList<>(), lines);
                parser.nextToken();
            }
        } catch (JsonEOFException e) {
            throw new TransientException("the answer ends in the middle of its JSON: " + reply, e);
        } catch (JsonProcessingException e) {
            throw new DataException("the answer is no JSON: " + reply + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new AssertionError("it is all in memory", e);
        }
        return reader.facts(stream, reply);
    }

    private PageFacts facts(ApiStream stream, HttpReply reply) {
        if (!found) {
            throw new DataException("the answer has no records at '" + stream.records() + "': " + reply
                    + (topFields.isEmpty() ? "; it is no object" : "; it has the fields " + topFields));
        }
        return new PageFacts(lines.toByteArray(), records, Optional.ofNullable(next), Optional.ofNullable(more), total);
    }

    private void walk(JsonParser parser, List<String> at, JsonGenerator out) throws IOException {
        if (!found && at.equals(recordsPath)) {
            found = true;
            copy(parser, out);
        } else if (parser.currentToken() == JsonToken.START_OBJECT && leadsOn(at)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (at.isEmpty() && topFields.size() < SHOWN) {
                    topFields.add(name);
                }
                at.add(name);
                parser.nextToken();
                walk(parser, at, out);
                at.remove(at.size() - 1);
            }
        } else {
            note(parser, at);
            parser.skipChildren();
        }
    }

    private boolean leadsOn(List<String> at) {
        return List.of(recordsPath, nextPath, morePath, totalPath).stream()
                .anyMatch(path ->
                        path.size() > at.size() && path.subList(0, at.size()).equals(at));
    }

    private void note(JsonParser parser, List<String> at) throws IOException {
        if (!parser.currentToken().isScalarValue() || at.isEmpty()) {
            return;
        }
        if (at.equals(nextPath)) {
            boolean none = parser.currentToken() == JsonToken.VALUE_NULL
                    || parser.currentToken() == JsonToken.VALUE_FALSE
                    || parser.getText().isEmpty();
            next = none ? null : parser.getText();
        }
        if (at.equals(morePath)) {
            more = parser.getValueAsBoolean(false);
        }
        if (at.equals(totalPath) && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            total = OptionalLong.of(Math.max(0, parser.getLongValue()));
        }
    }

    private void copy(JsonParser parser, JsonGenerator out) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            line(parser, out);
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            line(parser, out);
        }
    }

    /** Numbers are copied exactly, however many digits they have. */
    private void line(JsonParser parser, JsonGenerator out) throws IOException {
        records++;
        if (parser.currentToken() == JsonToken.START_OBJECT && !added.isEmpty()) {
            out.writeStartObject();
            for (Map.Entry<String, String> field : added.entrySet()) {
                out.writeStringField(field.getKey(), field.getValue());
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                out.copyCurrentStructureExact(parser);
            }
            out.writeEndObject();
        } else {
            out.copyCurrentStructureExact(parser);
        }
        out.flush();
        lines.write('\n');
    }
}
