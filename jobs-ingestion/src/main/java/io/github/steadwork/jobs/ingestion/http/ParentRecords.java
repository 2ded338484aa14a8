package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.steadwork.pipeline.row.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records that a stream goes through, one after another; a stream without a parent goes through one that has no fields. */
final class ParentRecords implements AutoCloseable {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int HASH_BYTES = 12;

    /** Those of one record: by their paths. */
    record Values(Map<String, String> byPath) {

        static final Values NONE = new Values(Map.of());

        /** The same as long as the values are. */
        String key() {
            try {
                byte[] bytes = byPath.toString().getBytes(StandardCharsets.UTF_8);
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK has SHA-256", e);
            }
        }
    }

    private final Set<String> fields;
    private final @Nullable JsonParser parser;
    private final Deque<Values> ahead = new ArrayDeque<>();

    private ParentRecords(Set<String> fields, @Nullable JsonParser parser) {
        this.fields = fields;
        this.parser = parser;
        if (parser == null) {
            ahead.add(Values.NONE);
        }
    }

    /** One without fields. */
    static ParentRecords none() {
        return new ParentRecords(Set.of(), null);
    }

    /** Those that were gathered in this file. */
    static ParentRecords in(Path file, Set<String> fields) throws IOException {
        return new ParentRecords(fields, JSON.createParser(new BufferedInputStream(Files.newInputStream(file))));
    }

    /** The record so many behind the next one; empty if there is none. */
    Optional<Values> peek(int further) throws IOException {
        while (ahead.size() <= further && parser != null && parser.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> values = new TreeMap<>();
            collect(parser, new ArrayList<>(), values);
            ahead.add(checked(values));
        }
        return ahead.stream().skip(further).findFirst();
    }

    private Values checked(Map<String, String> values) {
        for (String field : fields) {
            if (!values.containsKey(field)) {
                throw new DataException("a record of the parent has no value at '" + field + "'");
            }
        }
        return new Values(values);
    }

    private void collect(JsonParser in, List<String> at, Map<String, String> values) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            at.add(in.currentName());
            JsonToken token = in.nextToken();
            String path = String.join(".", at);
            if (token == JsonToken.START_OBJECT && fields.stream().anyMatch(field -> field.startsWith(path + "."))) {
                collect(in, at, values);
            } else if (fields.contains(path) && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                values.put(path, in.getText());
            } else {
                in.skipChildren();
            }
            at.remove(at.size() - 1);
        }
    }

    /** Passes over the next one. */
    void pass() throws IOException {
        peek(0);
        ahead.poll();
    }

    @Override
    public void close() throws IOException {
        if (parser != null) {
            parser.close();
        }
    }
}
