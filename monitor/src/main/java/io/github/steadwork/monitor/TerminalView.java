package io.github.steadwork.monitor;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows a monitor's running jobs while it is open: on a terminal as a table that is drawn in place, elsewhere as lines.
 *
 * <pre>{@code
 * try (TerminalView view = TerminalView.start(monitor, System.out)) {
 *     ...
 * }
 * }</pre>
 *
 * <p>It is drawn by a daemon thread of its own; nothing that goes wrong with the output reaches the engine or the caller. On a
 * terminal, the cursor is hidden meanwhile, and shown again at the close or when the process is told to end. What others print
 * in between stays, and the table moves down.
 */
public final class TerminalView implements AutoCloseable {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);

    private final Screen screen;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::loop, "steadwork-terminal-view");
    private final Thread ending = new Thread(this::end, "steadwork-terminal-view-end");

    private TerminalView(Screen screen, Duration interval) {
        this.screen = screen;
        this.interval = interval;
    }

    /** Shows it on this stream as suits it: as a table if it is this process's output and a terminal, else as lines. */
    public static TerminalView start(JobMonitor monitor, PrintStream out) {
        return builder(monitor, out).start();
    }

    /** For more choices; without any, the same as {@link #start(JobMonitor, PrintStream)}. */
    public static Builder builder(JobMonitor monitor, PrintStream out) {
        return new Builder(monitor, out);
    }

    private TerminalView opened() {
        thread.setDaemon(true);
        Runtime.getRuntime().addShutdownHook(ending);
        screen.open();
        thread.start();
        return this;
    }

    private void loop() {
        try {
            do {
                screen.draw();
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            screen.close();
        }
    }

    /** Draws the last state and gives the terminal back. Closing twice does nothing. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException alreadyShuttingDown) {
            // then the hook runs, and finds that all is done
        }
    }

    private void end() {
        closing.countDown();
        try {
            thread.join(LONGEST_FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects what a view is made of. Not safe for use by several threads. */
    public static final class Builder {

        private final JobMonitor monitor;
        private final PrintStream out;
        private boolean terminal;
        private boolean colours;
        private boolean unicode;
        private int width;
        private int height;
        private Duration interval = Duration.ofMillis(250);
        private Duration progressEvery = Duration.ofSeconds(5);

        private Builder(JobMonitor monitor, PrintStream out) {
            this.monitor = Objects.requireNonNull(monitor, "monitor");
            this.out = Objects.requireNonNull(out, "out");
            Map<String, String> environment = System.getenv();
            this.terminal = TerminalTraits.isTerminal(out, environment);
            this.colours = TerminalTraits.wantsColour(environment);
            this.unicode = Glyphs.canBeWrittenIn(TerminalTraits.charset(out));
            this.width = TerminalTraits.width(environment);
            this.height = TerminalTraits.height(environment);
        }

        /**
         * Whether to draw a table in place. Unless said, it is done if the stream is {@code System.out} or
         * {@code System.err}, the process has a console, and {@code TERM} is set and not {@code dumb}.
         */
        public Builder terminal(boolean yes) {
            this.terminal = yes;
            return this;
        }

        /** Whether to use colours in the table; unless said, they are used if {@code NO_COLOR} is empty. */
        public Builder colours(boolean yes) {
            this.colours = yes;
            return this;
        }

        /** Whether to use Unicode's block characters; unless said, they are used if the stream's charset has them. */
        public Builder unicode(boolean yes) {
            this.unicode = yes;
            return this;
        }

        /** How wide the terminal is, 20 columns or more; unless said, as {@code COLUMNS} says, else 80. */
        public Builder width(int columns) {
            if (columns < 20) {
                throw new IllegalArgumentException("width is " + columns + ", allowed is 20 or more");
            }
            this.width = columns;
            return this;
        }

        /** How high the terminal is, 6 lines or more; unless said, as {@code LINES} says, else 24. */
        public Builder height(int lines) {
            if (lines < 6) {
                throw new IllegalArgumentException("height is " + lines + ", allowed is 6 or more");
            }
            this.height = lines;
            return this;
        }

        /** How often to draw, or to look for new lines; 250 ms unless said, 10 ms at least. */
        public Builder interval(Duration interval) {
            if (interval.compareTo(Duration.ofMillis(10)) < 0) {
                throw new IllegalArgumentException("interval is " + interval + ", allowed is 10 ms or more");
            }
            this.interval = interval;
            return this;
        }

        /** How often at most a line says how far a job is, where there is no table; 5 seconds unless said. */
        public Builder progressEvery(Duration pause) {
            if (pause.isNegative()) {
                throw new IllegalArgumentException("progressEvery is " + pause + ", allowed is zero or more");
            }
            this.progressEvery = pause;
            return this;
        }

        /** Opens the view. */
        public TerminalView start() {
            Screen screen = terminal
                    ? new TableScreen(monitor, out, table(), width)
                    : new LineScreen(monitor, out, new PlainLines(progressEvery));
            return new TerminalView(screen, interval).opened();
        }

        /**
         * Beside the jobs, a table has up to four lines, and one for each of a few queues where there is room for that; the last
         * line of the terminal is where the cursor rests.
         */
        private TerminalTable table() {
            TerminalTable full = unicode ? TerminalTable.unicode() : TerminalTable.ascii();
            int others = 5 + QueueLines.MOST + 1;
            TerminalTable table = height >= others + 5
                    ? full.rows(height - others)
                    : full.withoutQueues().rows(height - 5);
            return colours ? table.coloured() : table;
        }
    }
}
