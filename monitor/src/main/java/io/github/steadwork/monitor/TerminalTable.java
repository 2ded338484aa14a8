package io.github.steadwork.monitor;

import io.github.steadwork.job.Progress;
import io.github.steadwork.monitor.Column.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Draws a snapshot as text: a line for each running job, one for each of the busiest queues if there are several, and one of totals. Immutable, and a pure function of the snapshot
 * and the width.
 *
 * <pre>
 *   validate  ███████████░░░░   72 %   7,200 of 10,000   410,000/s   ETA 0:01
 *   ingest    ░░███░░░░░░░░░░             81,000          39,120/s
 *
 *   mail     1,100/s  waits 3.2 ms  0.1 % errors
 *   reports  104/s  waits 12 ms  0 % errors
 *
 *   2 running · 12,408 succeeded · 3 failed · 1,204/s · p50 1.3 ms · p99 12 ms · 0.1 % errors
 * </pre>
 *
 * <p>Where a line is too short, columns give way, the less telling first. Rate, percentiles and errors of the last line are
 * those of the last minute; its counts begin with the monitor.
 */
public final class TerminalTable {

    private static final int SHORTEST_BAR = 12;
    private static final int LONGEST_BAR = 30;
    private static final int LONGEST_TYPE = 32;
    private static final int SHORTEST_OPERATION = 12;
    private static final int LONGEST_OPERATION = 48;
    private static final String MARGIN = "  ";

    private final Glyphs glyphs;
    private final boolean coloured;
    private final int mostRows;
    private final boolean showsQueues;

    private TerminalTable(Glyphs glyphs, boolean coloured, int mostRows, boolean showsQueues) {
        this.glyphs = glyphs;
        this.coloured = coloured;
        this.mostRows = mostRows;
        this.showsQueues = showsQueues;
    }

    /** With bars of Unicode's block characters, without colours, for 20 jobs at most. */
    public static TerminalTable unicode() {
        return new TerminalTable(Glyphs.UNICODE, false, 20, true);
    }

    /** With ASCII only, without colours, for 20 jobs at most. */
    public static TerminalTable ascii() {
        return new TerminalTable(Glyphs.ASCII, false, 20, true);
    }

    /** The same with ANSI colours. */
    public TerminalTable coloured() {
        return new TerminalTable(glyphs, true, mostRows, showsQueues);
    }

    /** The same with lines for so many jobs at most, 1 or more; the rest is one line that says how many they are. */
    public TerminalTable rows(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("rows is " + most + ", allowed is 1 or more");
        }
        return new TerminalTable(glyphs, coloured, most, showsQueues);
    }

    /** The same without lines for queues, for a terminal that is low. */
    TerminalTable withoutQueues() {
        return new TerminalTable(glyphs, coloured, mostRows, false);
    }

    /**
     * The snapshot as lines, each ended by a line feed and none wider than this.
     *
     * @param width in columns, 20 or more
     */
    public String render(MonitorSnapshot snapshot, int width) {
        if (width < 20) {
            throw new IllegalArgumentException("width is " + width + ", allowed is 20 or more");
        }
        int room = width - MARGIN.length();
        List<RunningJob> shown = snapshot.running().stream().limit(mostRows).toList();
        List<String> lines = new ArrayList<>(rows(shown, room));
        int hidden = snapshot.running().size() - shown.size();
        if (hidden > 0) {
            lines.add(paint(Ansi.DIM, glyphs.more() + " and " + Figures.count(hidden) + " more"));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        List<String> queues = showsQueues ? QueueLines.of(snapshot, room, glyphs.more()) : List.of();
        if (!queues.isEmpty()) {
            lines.addAll(queues);
            lines.add("");
        }
        lines.add(new TotalsLine(glyphs, coloured).render(snapshot, room));
        return lines.stream()
                .map(line -> line.isEmpty() ? "\n" : MARGIN + line + "\n")
                .collect(Collectors.joining());
    }

    private List<String> rows(List<RunningJob> jobs, int room) {
        List<Column> columns = jobs.isEmpty() ? List.of() : fitted(columns(jobs), room);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            StringBuilder row = new StringBuilder();
            for (Column column : columns) {
                row.append(row.isEmpty() ? "" : " ".repeat(column.part().gap)).append(cell(column, i, jobs.get(i)));
            }
            rows.add(row.toString().stripTrailing());
        }
        return rows;
    }

    private String cell(Column column, int row, RunningJob job) {
        if (column.part() == Part.BAR) {
            return bar(job, column.width());
        }
        return paint(column.part().colour, column.padded(row, glyphs.more()));
    }

    private List<Column> columns(List<RunningJob> jobs) {
        List<Column> all = new ArrayList<>();
        for (Part part : Part.values()) {
            Column column = Column.of(part, jobs.stream().map(textOf(part)).toList());
            if (column.width() > 0) {
                all.add(narrowed(column));
            }
        }
        return all;
    }

    private static Column narrowed(Column column) {
        return switch (column.part()) {
            case TYPE -> column.width(Math.min(column.width(), LONGEST_TYPE));
            case OPERATION -> column.width(Math.min(column.width(), SHORTEST_OPERATION));
            case BAR -> column.width(SHORTEST_BAR);
            default -> column;
        };
    }

    private static Function<RunningJob, String> textOf(Part part) {
        return switch (part) {
            case TYPE -> job -> job.type() + (job.attempt() > 1 ? " #" + job.attempt() : "");
            case BAR -> job -> " ";
            case PERCENT -> job -> percent(job).map(percent -> percent + " %").orElse("");
            case DONE ->
                job -> job.progress().done() > 0 || job.progress().total().isPresent()
                        ? Figures.count(job.progress().done())
                        : "";
            case TOTAL ->
                job -> job.progress().total().isPresent()
                        ? "of " + Figures.count(job.progress().total().getAsLong())
                        : "";
            case RATE -> job -> job.rate() > 0 ? Figures.rate(job.rate()) : "";
            case ETA -> job -> job.eta().map(eta -> "ETA " + Figures.clock(eta)).orElse("");
            case RUNNING -> job -> Figures.clock(job.ran());
            case OPERATION -> job -> TerminalText.clean(job.progress().operation());
            case ID -> job -> job.id().toString();
        };
    }

    /** Rounded down: 100 % is shown when all is done, and not before. */
    private static Optional<Integer> percent(RunningJob job) {
        return job.progress().percent().map(Double::intValue);
    }

    /** Leaves out columns until the rest fits, then lets operation and bar have what is left. */
    private static List<Column> fitted(List<Column> columns, int room) {
        List<Column> kept = new ArrayList<>(columns);
        while (kept.size() > 1 && taken(kept) > room) {
            kept.remove(kept.stream()
                    .min(Comparator.comparingInt(column -> column.part().weight))
                    .orElseThrow());
        }
        List<Column> narrow = kept.stream()
                .map(column -> column.part() == Part.TYPE ? column.width(Math.min(column.width(), room)) : column)
                .toList();
        return widened(widened(narrow, Part.OPERATION, room), Part.BAR, room);
    }

    private static List<Column> widened(List<Column> kept, Part part, int room) {
        int left = room - taken(kept);
        return kept.stream()
                .map(column ->
                        column.part() == part ? column.width(Math.min(widest(column), column.width() + left)) : column)
                .toList();
    }

    private static int widest(Column column) {
        return column.part() == Part.BAR
                ? LONGEST_BAR
                : Math.min(
                        LONGEST_OPERATION,
                        Column.of(column.part(), column.cells()).width());
    }

    private static int taken(List<Column> columns) {
        return columns.stream().mapToInt(Column::taken).sum() - columns.get(0).part().gap;
    }

    private String bar(RunningJob job, int width) {
        Optional<Double> percent = job.progress().percent();
        if (percent.isPresent()) {
            int full = (int) (percent.get() / 100 * width);
            return done(full) + rest(width - full);
        }
        return job.progress().equals(Progress.NONE) ? rest(width) : wanderingBar(job, width);
    }

    /** Where the total is unknown, a piece wanders to and fro, a place each quarter of a second. */
    private String wanderingBar(RunningJob job, int width) {
        int piece = width / 5;
        int turn = width - piece;
        int step = (int) (job.ran().toMillis() / 250 % (2L * turn));
        int place = step <= turn ? step : 2 * turn - step;
        return rest(place) + done(piece) + rest(turn - place);
    }

    private String done(int width) {
        return paint(Ansi.GREEN, String.valueOf(glyphs.full()).repeat(width));
    }

    private String rest(int width) {
        return paint(Ansi.DIM, String.valueOf(glyphs.rest()).repeat(width));
    }

    private String paint(String colour, String text) {
        return coloured ? Ansi.paint(colour, text) : text;
    }
}
