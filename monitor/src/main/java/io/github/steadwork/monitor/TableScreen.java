package io.github.steadwork.monitor;

import java.io.PrintStream;

/**
 * A table that is drawn in place. Between two drawings the cursor rests on the empty line above it: so a line that somebody
 * else prints goes there, and the next drawing begins below it.
 */
final class TableScreen implements Screen {

    private final JobMonitor monitor;
    private final PrintStream out;
    private final TerminalTable table;
    private final int width;

    TableScreen(JobMonitor monitor, PrintStream out, TerminalTable table, int width) {
        this.monitor = monitor;
        this.out = out;
        this.table = table;
        this.width = width;
    }

    @Override
    public void open() {}

    @Override
    public void draw() {
        String text = "\n" + table.render(monitor.glance(), width);
        int lines = (int) text.chars().filter(each -> each == '\n').count();
        show(Ansi.HIDE_CURSOR + Ansi.CLEAR_BELOW + text + Ansi.up(lines));
    }

    @Override
    public void close() {
        show(Ansi.CLEAR_BELOW + "\n" + table.render(monitor.glance(), width) + Ansi.SHOW_CURSOR);
    }

    /** In one piece, so that nobody else's output comes in between. */
    private void show(String text) {
        out.print(text);
        out.flush();
    }
}
