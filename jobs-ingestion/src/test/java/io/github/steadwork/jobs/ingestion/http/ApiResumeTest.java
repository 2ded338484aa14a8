package io.github.steadwork.jobs.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What another attempt of a job finds, and what it goes on with. */
class ApiResumeTest extends ApiRig {

    @Test
    void aJobThatFailsGoesOnWithThePageThatWasNext() throws IOException {
        AtomicInteger broken = new AtomicInteger(3); // more often than it is tried in place
        String url = serve(api -> {
            int page = api.number("page", 0);
            if (page == 3 && broken.getAndDecrement() > 0) {
                api.status(503, "later");
            } else {
                api.json(page > 4 ? "[]" : items(page, page));
            }
        });

        ApiIngestionResult result = ingest(
                ApiStream.get("all", url).pages(Pagination.pageNumber("page")).to(output("all")));

        assertThat(ids(output("all"))).isEqualTo(upTo(4));
        assertThat(result.rowsRead()).isEqualTo(4);
        assertThat(asked().stream().filter(path -> path.endsWith("page=1"))).hasSize(1);
    }

    @Test
    void whatWasGatheredAndIsGoneIsGatheredAnew() throws IOException {
        AtomicInteger broken = new AtomicInteger(2);
        String url = serve(api -> {
            int page = api.number("page", 0);
            if (page == 3 && broken.getAndDecrement() > 0) {
                delete(folder.resolve("work"));
                api.status(503, "later");
            } else {
                api.json(page > 4 ? "[]" : items(page, page));
            }
        });

        ingest(ApiStream.get("all", url).pages(Pagination.pageNumber("page")).to(output("all")));

        assertThat(ids(output("all"))).isEqualTo(upTo(4));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void anApiThatWantsToBeLeftAlonePutsTheJobOffWithoutARetry() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        access.clock(clock);
        String url = serve(api -> {
            if (calls.incrementAndGet() == 2) {
                api.header("Retry-After", "3600");
                api.status(429, "slow down");
            } else {
                int page = api.number("page", 0);
                api.json(page > 2 ? "[]" : items(page, page));
            }
        });

        JobRecord ended = run(
                ApiStream.get("all", url).pages(Pagination.pageNumber("page")).to(output("all")));

        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.counters().retriesUsed()).isZero();
        assertThat(ended.counters().snoozes()).isEqualTo(1);
        assertThat(ids(output("all"))).isEqualTo(upTo(2));
    }

    @Test
    void whatAFailedJobHasGatheredGoesAWeekLater() throws IOException {
        access.clock(clock);
        clock.set(Files.getLastModifiedTime(folder).toInstant());
        AtomicInteger answers = new AtomicInteger();
        String url = serve(api -> {
            if (answers.incrementAndGet() == 2) {
                api.status(400, "no");
            } else {
                api.json(items(1, 1));
            }
        });
        failure(ApiStream.get("all", url).pages(Pagination.pageNumber("page")).to(output("all")));

        clock.advance(Duration.ofDays(6));
        ingest(ApiStream.get("one", url).to(output("one")));
        assertThat(folder.resolve("work")).isNotEmptyDirectory();

        clock.advance(Duration.ofDays(2));
        ingest(ApiStream.get("one", url).to(output("one")));
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }
}
