package io.github.steadwork.monitor;

import static io.github.steadwork.monitor.Events.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.job.DataVolume;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTableTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static RunningJob running(String type, int attempt, Progress progress, double rate, Duration ran) {
        JobId id = JobId.parse("01958f00-0000-7000-8000-000000000001");
        return new RunningJob(id, type, "default", attempt, Optional.empty(), NOW.minus(ran), ran, progress, rate);
    }

    private static final RunningJob VALIDATE =
            running("validate", 1, progress("checking rules", 7_200, 10_000, SECOND), 410_000, SECOND);
    private static final RunningJob INGEST =
            running("ingest", 2, progress("reading birds.csv", 81_000, -1, SECOND), 39_120, Duration.ofSeconds(3));
    private static final RunningJob SILENT = running("send-invoice", 1, Progress.NONE, 0, Duration.ofSeconds(75));

    private static MonitorSnapshot snapshot(RunningJob... jobs) {
        EventCounts counts = new EventCounts(0, 0, 12_408, 2, 3, 0, 0, 0, 0, 0, 0);
        Percentiles durations = new Percentiles(
                12_413,
                Duration.ofNanos(1_340_000),
                Duration.ofMillis(9),
                Duration.ofMillis(1_240),
                Duration.ofSeconds(80),
                Duration.ofMillis(9));
        WindowStatistics minute = new WindowStatistics(
                Window.LAST_MINUTE, Duration.ofSeconds(60), counts, durations, Percentiles.NONE, DataVolume.NONE);
        JobStatistics all = new JobStatistics(JobStatistics.ALL, counts, DataVolume.NONE, List.of(minute));
        return new MonitorSnapshot(NOW, NOW, Arrays.asList(jobs), all, List.of(), List.of());
    }

    private static MonitorSnapshot idle() {
        EventCounts none = EventCounts.of(new long[Kind.NUMBER]);
        WindowStatistics minute = new WindowStatistics(
                Window.LAST_MINUTE, Duration.ZERO, none, Percentiles.NONE, Percentiles.NONE, DataVolume.NONE);
        JobStatistics all = new JobStatistics(JobStatistics.ALL, none, DataVolume.NONE, List.of(minute));
        return new MonitorSnapshot(NOW, NOW, List.of(), all, List.of(), List.of());
    }

    @Test
    void aTableFillsAWideTerminal() {
        assertThat(TerminalTable.unicode().render(snapshot(SILENT, INGEST, VALIDATE), 130))
                .isEqualTo("""
                          send-invoice  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░                                                   1:15
                          ingest #2     ░░░░░░░░░░░░██████░░░░░░░░░░░░         81,000              39,120/s              0:03   reading birds.csv
                          validate      █████████████████████░░░░░░░░░  72 %    7,200 of 10,000   410,000/s   ETA 0:00   0:01   checking rules

                          3 running · 12,408 succeeded · 3 failed · 2 retried · 207/s · p50 1.3 ms · p99 1.2 s · <0.1 % errors
                        """);
    }

    private static JobStatistics queue(String name, long succeeded, long failed) {
        EventCounts counts = new EventCounts(0, 0, succeeded, 0, failed, 0, 0, 0, 0, 0, 0);
        Percentiles waits = failed == 0
                ? Percentiles.NONE
                : new Percentiles(
                        9,
                        Duration.ofMillis(12),
                        Duration.ofMillis(12),
                        Duration.ofMillis(12),
                        Duration.ofMillis(12),
                        Duration.ofMillis(12));
        return new JobStatistics(
                name,
                counts,
                DataVolume.NONE,
                List.of(new WindowStatistics(
                        Window.LAST_MINUTE, Duration.ofSeconds(60), counts, Percentiles.NONE, waits, DataVolume.NONE)));
    }

    @Test
    void queuesAreShownWhereThereAreSeveralTheBusiestFirst() {
        MonitorSnapshot one = snapshot(SILENT);
        List<JobStatistics> queues = List.of(
                queue("a", 1, 0),
                queue("b", 2, 0),
                queue("c", 3, 0),
                queue("mail", 5_940, 60),
                queue("d", 4, 0),
                queue("reports", 600, 0));
        MonitorSnapshot several =
                new MonitorSnapshot(one.at(), one.since(), one.running(), one.all(), List.of(), queues);

        assertThat(TerminalTable.ascii().render(several, 40)).isEqualTo("""
                  send-invoice  .................   1:15

                  mail     100/s  waits 12 ms  1.0 % ...
                  reports  10/s  0 % errors
                  d        4.0/min  0 % errors
                  c        3.0/min  0 % errors
                  b        2.0/min  0 % errors

                  1 running | 12,408 succeeded
                """);
        assertThat(TerminalTable.ascii().withoutQueues().render(several, 40)).doesNotContain("mail");
        MonitorSnapshot single =
                new MonitorSnapshot(one.at(), one.since(), one.running(), one.all(), List.of(), queues.subList(0, 1));
        assertThat(TerminalTable.ascii().render(single, 40))
                .isEqualTo(TerminalTable.ascii().render(one, 40));
    }

    @Test
    void columnsGiveWayOnAnOrdinaryTerminal() {
        assertThat(TerminalTable.unicode().render(snapshot(SILENT, INGEST, VALIDATE), 80))
                .isEqualTo("""
                          send-invoice  ░░░░░░░░░░░░░░░░
                          ingest #2     ░░░░░░░░░░░░███░         81,000              39,120/s
                          validate      ███████████░░░░░  72 %    7,200 of 10,000   410,000/s   ETA 0:00

                          3 running · 12,408 succeeded · 3 failed · 2 retried · 207/s · p50 1.3 ms
                        """);
    }

    @Test
    void aNarrowTerminalShowsWhatMattersMost() {
        assertThat(TerminalTable.unicode().render(snapshot(SILENT, INGEST, VALIDATE), 34))
                .isEqualTo("""
                          send-invoice
                          ingest #2
                          validate      72 %   ETA 0:00

                          3 running · 12,408 succeeded
                        """);
    }

    @Test
    void withoutUnicodeItIsDrawnInAscii() {
        String text = TerminalTable.ascii().render(snapshot(INGEST, VALIDATE), 80);

        assertThat(text).isEqualTo("""
                          ingest #2  ........##..         81,000              39,120/s              0:03
                          validate   ########....  72 %    7,200 of 10,000   410,000/s   ETA 0:00   0:01

                          2 running | 12,408 succeeded | 3 failed | 2 retried | 207/s | p50 1.3 ms
                        """).isASCII();
    }

    @Test
    void anIdleEngineHasALineOfTotals() {
        assertThat(TerminalTable.unicode().render(idle(), 80)).isEqualTo("  0 running · 0 succeeded · 0.0/s\n");
    }

    @Test
    void jobsBeyondTheRowsAreCounted() {
        List<RunningJob> many = new ArrayList<>();
        for (int i = 0; i < 1_203; i++) {
            many.add(SILENT);
        }

        String text = TerminalTable.unicode().rows(3).render(snapshot(many.toArray(RunningJob[]::new)), 80);

        assertThat(text.lines()).hasSize(6);
        assertThat(text).contains("\n  … and 1,200 more\n").contains("  1,203 running");
    }

    @Test
    void coloursTakeNoRoom() {
        MonitorSnapshot snapshot = snapshot(SILENT, INGEST, VALIDATE);
        String coloured = TerminalTable.unicode().coloured().render(snapshot, 100);

        assertThat(coloured).contains("\u001b[32m██").contains("\u001b[2m░░").contains("\u001b[31m3 failed\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "").replaceAll(" +\n", "\n"))
                .isEqualTo(TerminalTable.unicode().render(snapshot, 100));
    }

    @Test
    void aHundredPercentIsShownWhenAllIsDoneAndNotBefore() {
        RunningJob nearly = running("a", 1, progress("", 999_999, 1_000_000, SECOND), 1, SECOND);
        RunningJob done = running("b", 1, progress("", 5, 5, SECOND), 1, SECOND);

        assertThat(TerminalTable.unicode().render(snapshot(nearly, done), 60))
                .contains(" 99 %")
                .contains("100 %")
                .containsPattern("a  █+░ ")
                .containsPattern("b  █+ ");
    }

    @Test
    void whereTheTotalIsUnknownThePieceWandersToAndFro() {
        List<String> bars = new ArrayList<>();
        for (int i = 0; i <= 48; i += 12) {
            RunningJob job = running("a", 1, progress("", 1, -1, SECOND), 0, Duration.ofMillis(250L * i));
            bars.add(TerminalTable.ascii()
                    .render(snapshot(job), 60)
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .substring(5, 35));
        }

        assertThat(bars)
                .containsExactly(
                        "######........................",
                        "............######............",
                        "........................######",
                        "............######............",
                        "######........................");
    }

    @Test
    void whatAJobSaysCannotDisturbTheTerminal() {
        RunningJob job =
                running("a", 1, progress("read\u001b[2J\r\nfile\u2028 \t日本語のファイル名がここにあります", 1, 2, SECOND), 0, SECOND);

        String text = TerminalTable.unicode().render(snapshot(job), 80);

        assertThat(text).doesNotContain("\u001b").doesNotContain("\r").contains("read [2J  file");
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(TerminalText.width(line)).isLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 25, 31, 40, 47, 58, 66, 79, 80, 100, 101, 140, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        RunningJob long1 = running("customers/deduplicate:by-name-and-address.v2", 3, VALIDATE.progress(), 5, SECOND);

        String text = TerminalTable.unicode().render(snapshot(SILENT, INGEST, VALIDATE, long1), width);

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }

    @Test
    void tooNarrowATerminalAndNoRowsAreRefused() {
        assertThatThrownBy(() -> TerminalTable.unicode().render(idle(), 19))
                .hasMessage("width is 19, allowed is 20 or more");
        assertThatThrownBy(() -> TerminalTable.unicode().rows(0)).hasMessage("rows is 0, allowed is 1 or more");
    }
}
