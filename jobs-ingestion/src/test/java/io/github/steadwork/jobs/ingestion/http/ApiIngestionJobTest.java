package io.github.steadwork.jobs.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.JobState;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.pipeline.http.HttpCredentials;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.retry.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs that read a real server, in an engine. */
class ApiIngestionJobTest extends ApiRig {

    @Test
    void aChildIsReadForEachRecordOfItsParentInTheirOrder() throws IOException {
        CountDownLatch three = new CountDownLatch(3);
        String url = serve(api -> {
            if (api.path().equals("/repos")) {
                api.json("[{\"name\":\"a/x\",\"owner\":{\"id\":7}},{\"name\":\"b/y\",\"owner\":{\"id\":8}},"
                        + "{\"name\":\"c/z\",\"owner\":{\"id\":9}}]");
                return;
            }
            three.countDown();
            try { // proves that there are three calls at once
                assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            int page = api.number("page", 1);
            int owner = api.number("owner", 0);
            api.json(page == 1 ? items(owner * 10, owner * 10 + 1) : "[]");
        });

        ingest(
                ApiStream.get("repos", url + "/repos").to(output("repos")),
                ApiStream.get("pulls", url + "/repos/{+name}/pulls")
                        .query("owner", "{owner.id}")
                        .forEach("repos", "name")
                        .pages(Pagination.pageNumber("page"))
                        .parallel(3)
                        .to(output("pulls")));

        assertThat(rows(output("pulls")))
                .containsExactly(
                        List.of("a/x", 70L),
                        List.of("a/x", 71L),
                        List.of("b/y", 80L),
                        List.of("b/y", 81L),
                        List.of("c/z", 90L),
                        List.of("c/z", 91L));
        assertThat(asked()).anyMatch(path -> path.startsWith("/repos/a/x/pulls?"));
    }

    @Test
    void numberedPagesAreReadAheadAndLandInTheirOrder() throws IOException {
        CountDownLatch four = new CountDownLatch(4);
        String url = serve(api -> {
            four.countDown();
            try {
                assertThat(four.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            int page = api.number("page", 0);
            api.json(page > 9 ? "[]" : items(page, page));
        });

        ingest(ApiStream.get("all", url)
                .pages(Pagination.pageNumber("page"))
                .parallel(4)
                .to(output("all")));

        assertThat(ids(output("all"))).isEqualTo(upTo(9));
    }

    @Test
    void onlyWhatIsNewIsAskedForAndNoRowComesTwice() throws IOException {
        AtomicInteger last = new AtomicInteger(3);
        List<String> since = new ArrayList<>();
        String url = serve(api -> {
            since.add(api.query().getOrDefault("since", ""));
            int from = api.query().containsKey("since")
                    ? Integer.parseInt(api.query().get("since").substring(14, 16))
                    : 1;
            api.json(IntStream.rangeClosed(from, last.get())
                    .mapToObj(i -> "{\"id\":" + i + ",\"updated\":\"2026-01-01T00:0" + i + ":00Z\"}")
                    .collect(Collectors.joining(",", "[", "]")));
        });
        ApiStream stream = ApiStream.get("issues", url)
                .incremental(ApiIncremental.by("updated").in("since").withLag(Duration.ofMinutes(1)))
                .to(output("issues"));

        assertThat(ingest(stream).streams().get(0).watermark()).contains("2026-01-01T00:03:00Z");
        last.set(5);
        ApiIngestionResult second = ingest(stream);
        ApiIngestionResult third = ingest(stream);

        assertThat(since).containsExactly("", "2026-01-01T00:02:00Z", "2026-01-01T00:04:00Z");
        assertThat(second.rowsRead()).isEqualTo(4);
        assertThat(second.rowsSkipped()).isEqualTo(2);
        assertThat(third.rowsWritten()).isZero();
        assertThat(third.rowsSkipped()).isEqualTo(2);
    }

    @Test
    void aRunRemembersNothingLaterThanItsOwnBeginning() throws IOException {
        String url = serve(api -> api.json("[{\"id\":1,\"updated\":\"2199-01-01T00:00:00Z\"}]"));

        ApiIngestionResult result = ingest(ApiStream.get("issues", url)
                .incremental(ApiIncremental.by("updated").in("since"))
                .to(output("issues")));

        assertThat(result.streams().get(0).watermark().orElseThrow())
                .startsWith("20")
                .doesNotStartWith("2199");
    }

    @Test
    void whatIsNoRowIsKeptAndWhatIsNoJsonFailsTheStream() throws IOException {
        String url = serve(api ->
                api.json(api.path().equals("/bad") ? "[{\"id\":1},7,{\"id\":2}]" : "<html>please log in</html>"));

        ApiIngestionResult result = ingest(ApiStream.get("bad", url + "/bad")
                .rejectsTo(folder.resolve("rejects.csv"))
                .to(output("bad")));
        assertThat(ids(output("bad"))).isEqualTo(upTo(2));
        assertThat(result.rowsRejected()).isEqualTo(1);
        assertThat(folder.resolve("rejects.csv")).content().contains("a row is an object");

        assertThat(failure(ApiStream.get("login", url + "/login").to(output("login"))))
                .contains("the answer is no JSON");
    }

    @Test
    void recordsThatAreNotWhereTheyShouldBeFailTheStreamWithWhatIsThere() throws IOException {
        String url = serve(api -> api.json("{\"items\":[],\"count\":0}"));

        assertThat(failure(ApiStream.get("all", url).records("data").to(output("all"))))
                .contains("no records at 'data'")
                .contains("[items, count]");
    }

    @Test
    void aTruncatedAnswerIsAskedForAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        String url = serve(api -> {
            api.header("ETag", "\"1\"");
            api.json(calls.incrementAndGet() == 1 ? "[{\"id\":1},{\"i" : items(1, 2));
        });

        ingest(ApiStream.get("all", url).to(output("all")));

        assertThat(ids(output("all"))).isEqualTo(upTo(2));
    }

    @Test
    void rawAnswersCanBeReadAgainWithoutTheApi() throws IOException {
        String url = serve(api -> {
            int page = api.number("page", 0);
            api.json("{\"rows\":" + (page > 2 ? "[]" : items(page, page)) + "}");
        });
        ApiIngestionResult result = ingest(ApiStream.get("all", url)
                .records("rows")
                .pages(Pagination.pageNumber("page"))
                .keepRaw(folder.resolve("raw"))
                .to(output("all")));

        String raw = result.streams().get(0).rawFolder().orElseThrow();
        new FileIngestionJob()
                .run(
                        FileIngestion.json(raw + "/all-*-000000[01].json")
                                .option("path", "rows")
                                .to(folder.resolve("again.rows")),
                        RetryPolicy.NONE);
        assertThat(ids(output("again"))).isEqualTo(upTo(2));
    }

    @Test
    void numbersKeepAllTheirDigits() throws IOException {
        String url = serve(api -> api.json("[{\"id\":1234567890.123456789012345678}]"));

        ingest(ApiStream.get("all", url).to(output("all")));

        assertThat(ids(output("all")).get(0)).hasToString("1234567890.123456789012345678");
    }

    @Test
    void anEmptyAnswerWritesNothingUnlessTheColumnsAreDeclared() throws IOException {
        String url = serve(api -> api.json("[]"));

        assertThat(ingest(ApiStream.get("all", url).to(output("all"))).output()).isEmpty();
        assertThat(folder.resolve("all.rows")).doesNotExist();
    }

    @Test
    void aKeyThatTheApiRepeatsInItsLinksIsNotStored() throws IOException {
        access.credentials("paid", HttpCredentials.apiKeyInQuery("key", () -> "s3cret"), "127.0.0.1");
        AtomicInteger calls = new AtomicInteger();
        String url = serve(api -> {
            assertThat(api.query()).containsEntry("key", "s3cret");
            int page = api.number("p", 1);
            if (page == 2 && calls.incrementAndGet() <= 3) {
                api.status(500, "your key is s3cret");
            } else {
                api.json("{\"rows\":" + items(page, page) + ",\"next\":" + (page < 2 ? "\"/x?p=2&key=s3cret\"" : "null")
                        + "}");
            }
        });
        JobRecord ended = run(ApiStream.get("all", url)
                .credentials("paid")
                .records("rows")
                .pages(Pagination.nextLink("next"))
                .to(output("all")));

        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.toString()).doesNotContain("s3cret");
        assertThat(ids(output("all"))).isEqualTo(upTo(2));
    }

    @Test
    void parametersSurviveTheirJson() {
        ApiIngestion spec = ApiIngestion.of(
                ApiStream.get("repos", "https://api.example.com/{org}/repos")
                        .variable("org", "acme")
                        .header("Accept", "application/vnd.example+json")
                        .query("type", "all")
                        .credentials("example")
                        .timeout(Duration.ofSeconds(5))
                        .maxBytes(1000)
                        .orLastGood()
                        .pages(Pagination.linkHeader().size("per_page", 100))
                        .to(output("repos")),
                ApiStream.post("pulls", "https://api.example.com/search")
                        .body(Map.of("q", "{name} since {last_sync}", "n", 3))
                        .forEach("repos", "name")
                        .records("data.items")
                        .pages(Pagination.cursor("next", "after").inTheBody())
                        .incremental(ApiIncremental.by("at")
                                .as(ApiIncremental.Format.EPOCH_SECONDS)
                                .withLag(Duration.ofMinutes(5))
                                .startingAt("2026-01-01T00:00:00Z"))
                        .option("unknown", "ignore")
                        .rejectsTo(Path.of("r.csv"))
                        .keepRaw(Path.of("raw"))
                        .parallel(4)
                        .to(output("pulls")));
        JacksonPayloadCodec codec = new JacksonPayloadCodec();

        assertThat(codec.decode(codec.encode(spec, 1), ApiIngestion.class)).isEqualTo(spec);
    }

    @Test
    void parametersThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> ApiStream.get("a", "https://x/{id}").to(output("a")))
                .hasMessageContaining("names in braces without a value: [id]");
        assertThatThrownBy(
                        () -> ApiStream.get("a", "https://x?since={last_sync}").to(output("a")))
                .hasMessageContaining("is not incremental");
        assertThatThrownBy(() -> ApiStream.get("a", "https://x")
                        .incremental(ApiIncremental.by("at"))
                        .to(output("a")))
                .hasMessageContaining("nothing asks for what is new");
        assertThatThrownBy(() -> ApiIngestion.of(
                        ApiStream.get("b", "https://x/{id}").forEach("a").to(output("b"))))
                .hasMessageContaining("no stream before it");
        assertThatThrownBy(() -> Pagination.cursor("", "after")).hasMessageContaining("needs both");
    }
}
