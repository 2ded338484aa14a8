package io.github.steadwork.monitor;

import java.io.Console;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/** What can be found out of where the output goes. */
final class TerminalTraits {

    private static final int STANDARD_WIDTH = 80;
    private static final int STANDARD_HEIGHT = 24;

    private TerminalTraits() {}

    /** Whether there is a person in front: output and console are this process's own, and its terminal is not a dumb one. */
    static boolean isTerminal(PrintStream out, Map<String, String> environment) {
        return (out == System.out || out == System.err) && hasConsole() && obeysAnsi(environment);
    }

    /** Windows sets no TERM, but its present terminal says that it is there. */
    static boolean obeysAnsi(Map<String, String> environment) {
        String term = environment.get("TERM");
        return term == null ? environment.containsKey("WT_SESSION") : !term.isEmpty() && !term.equals("dumb");
    }

    /** See no-color.org: any value but an empty one counts. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    static int width(Map<String, String> environment) {
        return size(environment, "COLUMNS", STANDARD_WIDTH);
    }

    static int height(Map<String, String> environment) {
        return size(environment, "LINES", STANDARD_HEIGHT);
    }

    private static int size(Map<String, String> environment, String name, int standard) {
        String text = environment.getOrDefault(name, "");
        return text.matches("[0-9]{2,4}") ? Math.max(20, Integer.parseInt(text)) : standard;
    }

    /** From JDK 22 on there may be a console without a terminal, and the console says which it is. */
    @SuppressWarnings("SystemConsoleNull") // it is null without a terminal on the JDKs before, and asked on those after
    private static boolean hasConsole() {
        Console console = System.console();
        return console != null
                && ask(console, "isTerminal", Boolean.class, boolean.class).orElse(true);
    }

    /** The charset of a stream, which it tells from JDK 18 on; before that, nearly all have the default one. */
    static Charset charset(PrintStream out) {
        return ask(out, "charset", Charset.class, Charset.class).orElseGet(Charset::defaultCharset);
    }

    /** Calls a method that later JDKs have; empty where this one has not. */
    private static <T> Optional<T> ask(Object object, String method, Class<T> type, Class<?> returned) {
        Class<?> owner = object instanceof Console ? Console.class : PrintStream.class;
        try {
            return Optional.of(type.cast(MethodHandles.publicLookup()
                    .findVirtual(owner, method, MethodType.methodType(returned))
                    .invoke(object)));
        } catch (NoSuchMethodException olderJdk) {
            return Optional.empty();
        } catch (Throwable error) {
            throw new IllegalStateException("cannot ask " + owner.getName() + " for its " + method, error);
        }
    }
}
