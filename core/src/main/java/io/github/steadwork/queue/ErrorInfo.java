package io.github.steadwork.queue;

import io.github.steadwork.retry.ErrorKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is stored.
 *
 * @param type the class of the error, or a name of ours where there was no exception, as {@code timeout}
 * @param message what it said; may be empty
 * @param stack its stack trace with causes, cut off at {@value #LONGEST_STACK} characters; may be empty
 * @param kind whether another attempt could help
 */
public record ErrorInfo(String type, String message, String stack, ErrorKind kind) {

    /** How many characters of a stack trace are kept. */
    public static final int LONGEST_STACK = 16_000;

    private static final int LONGEST_MESSAGE = 4_000;

    /** Cuts off what is too long. */
    public ErrorInfo {
        message = cut(message, LONGEST_MESSAGE);
        stack = cut(stack, LONGEST_STACK);
    }

    /** An error that was thrown, also one that fails where it is asked what it is. */
    public static ErrorInfo of(Throwable error, ErrorKind kind) {
        return new ErrorInfo(error.getClass().getName(), told(error::getMessage), told(() -> stack(error)), kind);
    }

    private static String stack(Throwable error) {
        StringWriter stack = new StringWriter();
        error.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    /** What an error says of itself is the code of whoever wrote it. */
    private static String told(Supplier<@Nullable String> words) {
        try {
            return Objects.requireNonNullElse(words.get(), "");
        } catch (RuntimeException | Error broken) {
            return "(asked for it, the error threw " + broken.getClass().getName() + ")";
        }
    }

    /** An error without an exception. */
    public static ErrorInfo of(String type, String message, ErrorKind kind) {
        return new ErrorInfo(type, message, "", kind);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    @Override
    public String toString() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
