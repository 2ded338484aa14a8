package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.scheduler.Schedules;
import io.github.steadwork.scheduler.firing.JobSchedule;
import io.github.steadwork.scheduler.firing.MisfirePolicy;
import io.github.steadwork.scheduler.firing.OverlapPolicy;
import io.github.steadwork.scheduler.firing.ScheduleStatus;
import io.github.steadwork.scheduler.firing.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;

/** The same cron expression in two zones, each by its own clock, and a schedule that fires while the example runs. */
public final class CronInTwoZones {

    private static final JobType<String, Void> OPEN = JobType.of("open-shop", String.class);
    private static final String WEEKDAYS_AT_NINE = "0 9 * * MON-FRI";

    private CronInTwoZones() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch opened = new CountDownLatch(2);
        try (JobEngine engine = JobEngine.builder()
                        .register(OPEN, (city, context) -> {
                            System.out.println(city + " opens");
                            opened.countDown();
                            return null;
                        })
                        .start();
                Scheduler scheduler = Scheduler.on(engine)
                        .declare(shop("berlin", "Europe/Berlin"))
                        .declare(shop("new-york", "America/New_York"))
                        .pollInterval(Duration.ofMillis(50))
                        .start()) {
            for (ScheduleStatus shop : scheduler.list("", 10)) {
                System.out.println(shop.name() + ": " + shop.description());
            }
            scheduler.trigger("berlin");
            Instant soon = Instant.now().plusMillis(300).truncatedTo(ChronoUnit.MILLIS);
            scheduler.create(JobSchedule.of("pop-up", Schedules.once(soon), JobRequest.of(OPEN, "the pop-up store")));
            opened.await();
        }
    }

    private static JobSchedule shop(String city, String zone) {
        return JobSchedule.of(city, Schedules.cron(WEEKDAYS_AT_NINE, ZoneId.of(zone)), JobRequest.of(OPEN, city))
                .misfire(MisfirePolicy.SKIP)
                .overlap(OverlapPolicy.SKIP);
    }
}
