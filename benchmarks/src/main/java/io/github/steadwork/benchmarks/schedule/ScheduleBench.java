package io.github.steadwork.benchmarks.schedule;

import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Report;
import io.github.steadwork.benchmarks.rounds.Results;
import io.github.steadwork.benchmarks.rounds.Rounds;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.Schedules;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.function.UnaryOperator;

/** How fast the next fire time is found, beside Quartz's and Spring's cron expressions; and how fast and how late schedules fire. */
public final class ScheduleBench {

    private static final List<String> EXPRESSIONS =
            List.of("0 */15 * * * *", "30 5 9-17 * * MON-FRI", "0 30 2 * * *", "0 0 6 1 * *", "0 0 12 L * *");
    private static final int CHECKED = 200;
    private static final int STEPS = 1_000;

    private ScheduleBench() {}

    /** Measures in a zone that changes its clock; that all agree is checked without a zone, where there is one right answer. */
    public static void run(boolean full, Report report) throws InterruptedException, SQLException {
        List<Instant> right = steadwork(ZoneOffset.UTC, CHECKED).walk();
        for (NextFire peer : List.of(quartz(ZoneOffset.UTC, CHECKED), spring(ZoneOffset.UTC, CHECKED))) {
            if (!peer.walk().equals(right)) {
                throw new IllegalStateException("steadwork and " + peer.name() + " do not agree");
            }
        }
        ZoneId zone = ZoneId.of("America/New_York");
        Results results = new Rounds(3, full ? 15 : 5)
                .run(List.of(quartz(zone, STEPS), spring(zone, STEPS), steadwork(zone, STEPS)));
        report.table("schedule.next: fire times per second, over " + EXPRESSIONS, results);
        for (String peer : List.of("quartz", "spring")) {
            report.ratio("schedule.next", peer, results.ratio(Figure.RATE, "steadwork", peer));
        }
        FiringBench.run(full, report);
    }

    private static NextFire steadwork(ZoneId zone, int steps) {
        List<UnaryOperator<Instant>> schedules = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            Schedule schedule = Schedules.cron(expression, zone);
            schedules.add(after -> schedule.next(after).orElseThrow());
        }
        return new NextFire("steadwork", schedules, steps);
    }

    private static NextFire spring(ZoneId zone, int steps) {
        List<UnaryOperator<Instant>> schedules = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            var cron = org.springframework.scheduling.support.CronExpression.parse(expression);
            schedules.add(after -> Objects.requireNonNull(cron.next(after.atZone(zone)), expression)
                    .toInstant());
        }
        return new NextFire("spring", schedules, steps);
    }

    private static NextFire quartz(ZoneId zone, int steps) {
        List<UnaryOperator<Instant>> schedules = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            var cron = quartz(expression, zone);
            schedules.add(after -> cron.getNextValidTimeAfter(Date.from(after)).toInstant());
        }
        return new NextFire("quartz", schedules, steps);
    }

    /** Quartz wants a question mark in the one of its two fields for days that says nothing. */
    private static org.quartz.CronExpression quartz(String expression, ZoneId zone) {
        String spelt = expression.endsWith(" *")
                ? expression.substring(0, expression.length() - 1) + "?"
                : expression.replaceFirst("^(\\S+ \\S+ \\S+) \\*", "$1 ?");
        try {
            var cron = new org.quartz.CronExpression(spelt);
            cron.setTimeZone(TimeZone.getTimeZone(zone));
            return cron;
        } catch (ParseException e) {
            throw new IllegalStateException(spelt, e);
        }
    }
}
