package io.github.steadwork.monitor;

import static io.github.steadwork.monitor.Events.progress;
import static io.github.steadwork.monitor.Events.started;
import static io.github.steadwork.monitor.Events.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // a view is opened to be closed
@Timeout(30)
class TerminalViewTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final JobMonitor monitor = new JobMonitor(clock);
    private final Written written = new Written();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final JobRecord job =
            Events.job(JobId.parse("01958f00-0000-7000-8000-000000000001"), "import", "default", clock.instant(), 2);

    /** Tells when it has been written to and flushed. */
    private static final class Written extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CountDownLatch drawn = new CountDownLatch(1);

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes.write(b, off, len);
        }

        @Override
        public void flush() {
            drawn.countDown();
        }

        @Override
        public String toString() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private TerminalView.Builder view() {
        return TerminalView.builder(monitor, out).interval(NEVER);
    }

    @Test
    void elsewhereStartsAndEndsAreLines() {
        try (TerminalView view = view().start()) {
            monitor.on(started(job));
            monitor.on(succeeded(job, Duration.ofMillis(1_300)));
            monitor.on(new JobEvent.Failed(job, Duration.ofMillis(12), Events.ERROR));
            monitor.on(new JobEvent.RetryScheduled(job, Duration.ofMinutes(3), Events.ERROR, 1, NEVER));
            monitor.on(new JobEvent.LeaseLost(job));
        }

        assertThat(written.toString()
                        .replace("2026-03-01T12:00:00Z import 01958f00-0000-7000-8000-000000000001: ", "- "))
                .isEqualToNormalizingNewlines("""
                        - started, attempt 2
                        - succeeded after 1.3 s
                        - failed (IOException: broken pipe) after 12 ms
                        - will be retried (IOException: broken pipe) after 3:00
                        - lost its lease
                        0 running | 1 succeeded | 1 failed | 1 retried | 0.0/s | p50 1.3 s | p99 3:00 | 67 % errors
                        """);
    }

    @Test
    void progressIsSaidOnceInAWhileAndOnlyWhereItMoves() {
        PlainLines lines = new PlainLines(Duration.ofSeconds(5));
        monitor.on(started(job));
        monitor.on(new JobEvent.Progressed(job, progress("reading", 500, 2_000, Duration.ofSeconds(2))));
        assertThat(lines.next(List.of(), monitor.snapshot()))
                .as("it has just begun")
                .isEmpty();

        clock.advance(Duration.ofSeconds(5));
        assertThat(lines.next(List.of(), monitor.snapshot()))
                .containsExactly("2026-03-01T12:00:05Z import 01958f00-0000-7000-8000-000000000001: "
                        + "25 %, 500 of 2,000, 250/s, ETA 0:06, reading");
        clock.advance(Duration.ofSeconds(5));
        assertThat(lines.next(List.of(), monitor.snapshot())).as("nothing new").isEmpty();

        monitor.on(new JobEvent.Progressed(job, progress("reading", 501, -1, Duration.ofSeconds(10))));
        assertThat(lines.next(List.of(), monitor.snapshot()))
                .singleElement()
                .asString()
                .endsWith(": 501 done, 50/s, reading");
        assertThat(lines.next(List.of(), monitor.snapshot())).isEmpty();
    }

    @Test
    void whatComesTooFastIsOnlyCounted() throws Exception {
        try (TerminalView view = view().start()) {
            written.drawn.await();
            for (int i = 0; i < 5_000; i++) {
                monitor.on(succeeded(job, Duration.ofMillis(1)));
            }
        }

        assertThat(written.toString().lines()).hasSize(102);
        assertThat(written.toString()).contains("... and 4,900 more starts and ends");
    }

    @Test
    void onATerminalTheTableIsDrawnInPlaceAndTheCursorGivenBack() throws Exception {
        try (TerminalView view = view().terminal(true)
                .unicode(true)
                .colours(false)
                .width(60)
                .height(6)
                .start()) {
            written.drawn.await();
            monitor.on(started(job));
        }

        String first = "\n  0 running · 0 succeeded · 0.0/s\n";
        String last = "\n  import #2  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0:00\n\n  1 running · 0 succeeded · 0.0/s\n";
        assertThat(written.toString())
                .isEqualTo("\u001b[?25l\r\u001b[J" + first + "\u001b[2A" + "\r\u001b[J" + last + "\u001b[?25h");
    }

    @Test
    void coloursAndAsciiCanBeChosen() {
        view().terminal(true).colours(true).unicode(false).start().close();
        monitor.on(new JobEvent.Failed(job, Duration.ofMillis(12), Events.ERROR));
        view().terminal(true).colours(true).unicode(false).start().close();

        assertThat(written.toString()).contains("\u001b[31m1 failed\u001b[0m").isASCII();
    }

    @Test
    void closingTwiceDoesNothing() {
        TerminalView view = view().terminal(true).start();
        view.close();
        String before = written.toString();

        view.close();

        assertThat(written.toString()).isEqualTo(before);
    }

    @Test
    void anOutputThatFailsHarmsNobody() {
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                throw new IllegalStateException("no paper");
            }

            @Override
            public void print(String text) {
                throw new IllegalStateException("no paper");
            }
        };
        for (boolean terminal : new boolean[] {true, false}) {
            try (TerminalView view =
                    TerminalView.builder(monitor, broken).terminal(terminal).start()) {
                monitor.on(started(job));
                monitor.on(succeeded(job, Duration.ofMillis(1)));
            }
        }

        assertThat(monitor.snapshot().all().counts().succeeded()).isEqualTo(2);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> view().width(19)).hasMessage("width is 19, allowed is 20 or more");
        assertThatThrownBy(() -> view().height(5)).hasMessage("height is 5, allowed is 6 or more");
        assertThatThrownBy(() -> view().interval(Duration.ZERO))
                .hasMessage("interval is PT0S, allowed is 10 ms or more");
        assertThatThrownBy(() -> view().progressEvery(Duration.ofSeconds(-1)))
                .hasMessage("progressEvery is PT-1S, allowed is zero or more");
    }

    @Test
    void whatTheEnvironmentSaysOfTheTerminalIsHeard() {
        assertThat(TerminalTraits.obeysAnsi(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(TerminalTraits.obeysAnsi(Map.of("TERM", "dumb"))).isFalse();
        assertThat(TerminalTraits.obeysAnsi(Map.of())).isFalse();
        assertThat(TerminalTraits.obeysAnsi(Map.of("WT_SESSION", "1"))).isTrue();
        assertThat(TerminalTraits.wantsColour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(TerminalTraits.wantsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(TerminalTraits.width(Map.of())).isEqualTo(80);
        assertThat(TerminalTraits.width(Map.of("COLUMNS", "132"))).isEqualTo(132);
        assertThat(TerminalTraits.width(Map.of("COLUMNS", "wide"))).isEqualTo(80);
        assertThat(TerminalTraits.height(Map.of("LINES", "50"))).isEqualTo(50);
        assertThat(TerminalTraits.isTerminal(out, Map.of("TERM", "xterm")))
                .as("a stream of ours")
                .isFalse();
        assertThat(Glyphs.canBeWrittenIn(StandardCharsets.UTF_8)).isTrue();
        assertThat(Glyphs.canBeWrittenIn(StandardCharsets.US_ASCII)).isFalse();
    }

    @Test
    void lengthsAreWrittenAsPeopleReadThem() {
        assertThat(Figures.length(Duration.ofNanos(40_000))).isEqualTo("40 us");
        assertThat(Figures.length(Duration.ofMillis(250))).isEqualTo("250 ms");
        assertThat(Figures.length(Duration.ofMillis(59_949))).isEqualTo("60 s");
        assertThat(Figures.clock(Duration.ofMillis(59_700))).isEqualTo("1:00");
        assertThat(Figures.clock(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
        assertThat(Figures.clock(Duration.ofHours(51))).isEqualTo("2 d 3 h");
        assertThat(Figures.rate(0.02)).isEqualTo("1.2/min");
        assertThat(Figures.rate(3.14)).isEqualTo("3.1/s");
        assertThat(Figures.share(0.0012)).isEqualTo("0.1 %");
        assertThat(Figures.share(0.0004)).isEqualTo("<0.1 %");
        assertThat(Figures.share(0)).isEqualTo("0 %");
    }
}
