package io.github.steadwork.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Says what is wrong with a text in JSON without repeating its values: Jackson's own messages quote what they trip over. Only
 * the name of an unknown kind is told, and what the constructor of the wanted class says in its own words.
 */
final class UnreadableJson {

    private UnreadableJson() {}

    static String describe(IOException error) {
        return what(error) + field(error) + place(error);
    }

    private static String what(IOException error) {
        if (error instanceof StreamReadException) {
            return "it is not valid JSON";
        }
        if (error instanceof InvalidTypeIdException unknown) {
            return "it names the kind '" + unknown.getTypeId() + "', which is not one of those allowed";
        }
        if (error instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return "it was refused: " + refused.getCause();
        }
        if (error instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "a value does not fit " + mismatch.getTargetType().getName();
        }
        return error.getClass().getSimpleName();
    }

    private static String field(IOException error) {
        if (!(error instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining(".", ", at field '", "'"));
    }

    private static String place(IOException error) {
        JsonLocation location = error instanceof JsonProcessingException json ? json.getLocation() : null;
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
