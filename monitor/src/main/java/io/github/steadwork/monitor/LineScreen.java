package io.github.steadwork.monitor;

import io.github.steadwork.event.JobEvent;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Lines one after the other. What comes faster than a reader could follow is only counted. */
final class LineScreen implements Screen {

    /** How many starts and ends become lines at a time. */
    private static final int MOST_AT_A_TIME = 100;

    private final JobMonitor monitor;
    private final PrintStream out;
    private final PlainLines lines;
    private final BlockingQueue<JobEvent.OfAttempt> events = new ArrayBlockingQueue<>(MOST_AT_A_TIME);
    private final LongAdder missed = new LongAdder();
    private final Consumer<JobEvent.OfAttempt> follower = this::follow;

    LineScreen(JobMonitor monitor, PrintStream out, PlainLines lines) {
        this.monitor = monitor;
        this.out = out;
        this.lines = lines;
    }

    @Override
    public void open() {
        monitor.follow(follower);
    }

    /** Called on the engine's threads. */
    private void follow(JobEvent.OfAttempt event) {
        if (!events.offer(event)) {
            missed.increment();
        }
    }

    @Override
    public void draw() {
        List<JobEvent.OfAttempt> happened = new ArrayList<>();
        events.drainTo(happened);
        lines.next(happened, monitor.glance()).forEach(out::println);
        long unsaid = missed.sumThenReset();
        if (unsaid > 0) {
            out.println("... and " + Figures.count(unsaid) + " more starts and ends");
        }
        out.flush();
    }

    @Override
    public void close() {
        monitor.unfollow(follower);
        draw();
        out.println(new TotalsLine(Glyphs.ASCII, false).render(monitor.glance(), Integer.MAX_VALUE));
        out.flush();
    }
}
