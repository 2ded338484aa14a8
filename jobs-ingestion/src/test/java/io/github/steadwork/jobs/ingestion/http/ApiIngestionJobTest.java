package io.github.steadwork.jobs.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.http.HttpAccess;
import io.github.steadwork.pipeline.http.HttpCredentials;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that read a real server, in an engine. */
class ApiIngestionJobTest {

    private final ManualClock clock = new ManualClock();
    private final HttpAccess.Builder access = HttpAccess.builder()
            .allowPrivateAddresses()
            .retries(RetryPolicy.builder().maxRetries(1).delay(Duration.ZERO).build())
            .longestWait(Duration.ZERO);

    @TempDir
    Path folder;

    private @Nullable TestApi server;
    private @Nullable JobTester tester;

    @AfterEach
    void close() {
        if (tester != null) {
            tester.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private String serve(TestApi.Answers answers) throws IOException {
        server = TestApi.start(answers);
        return server.url();
    }

    private List<String> asked() {
        return Objects.requireNonNull(server).asked();
    }

    private JobRecord run(ApiStream... streams) {
        if (tester == null) {
            ApiIngestionJob job = new ApiIngestionJob(access.build()).withWorkFolder(folder.resolve("work"));
            tester = JobTester.on(new InMemoryJobQueue(clock), clock)
                    .register(job)
                    .manual();
        }
        JobId id = tester.enqueue(JobRequest.of(ApiIngestionJob.TYPE, ApiIngestion.of(streams)))
                .id();
        tester.drain();
        return tester.find(id);
    }

    private ApiIngestionResult ingest(ApiStream... streams) {
        JobRecord ended = run(streams);
        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(JobState.SUCCEEDED);
        return Objects.requireNonNull(new JacksonPayloadCodec().decode(ended.result(), ApiIngestionResult.class));
    }

    private String failure(ApiStream... streams) {
        JobRecord ended = run(streams);
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        return String.valueOf(ended.error());
    }

    private Dataset output(String name) {
        return Dataset.rows(folder.resolve(name + ".rows"));
    }

    private static List<List<@Nullable Object>> rows(Dataset dataset) throws IOException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                all.add(new ArrayList<>(row.asMap().values()));
            }
        }
        return all;
    }

    private static List<Object> ids(Dataset dataset) throws IOException {
        return rows(dataset).stream()
                .map(row -> Objects.requireNonNull(row.get(0)))
                .toList();
    }

    private static List<Object> upTo(int last) {
        return IntStream.rangeClosed(1, last).<Object>mapToObj(i -> (long) i).toList();
    }

    /** The records from one id to another, as a JSON list. */
    private static String items(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void pagesAreNumberedUntilOneIsEmpty() throws IOException {
        String url = serve(api -> {
            int page = api.number("page", 0);
            assertThat(api.query()).containsEntry("per_page", "2").containsEntry("state", "all");
            api.json("{\"data\":{\"items\":" + items(page * 2 - 1, page > 2 ? 0 : page * 2) + "},\"total\":4}");
        });

        ApiIngestionResult result = ingest(ApiStream.get("issues", url + "/issues")
                .query("state", "all")
                .records("data.items")
                .pages(Pagination.pageNumber("page").size("per_page", 2).totalAt("total"))
                .to(output("issues")));

        assertThat(ids(output("issues"))).isEqualTo(upTo(4));
        assertThat(result.output()).contains(output("issues"));
        assertThat(result.streams().get(0).calls()).isEqualTo(3);
        assertThat(asked()).hasSize(3);
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void anOffsetGoesByWhatThePagesReallyHave() throws IOException {
        String url = serve(
                api -> { // asked for 5, it gives 2
                    int offset = api.number("offset", 0);
                    api.json(items(offset + 1, Math.min(offset + 2, 5)));
                });

        ingest(ApiStream.get("all", url)
                .pages(Pagination.offset("offset").size("limit", 5))
                .to(output("all")));

        assertThat(ids(output("all"))).isEqualTo(upTo(5));
    }

    @Test
    void aShortPageEndsWhereThatIsSaid() throws IOException {
        String url =
                serve(api -> api.json(items(api.number("page", 1) * 2 - 1, Math.min(3, api.number("page", 1) * 2))));

        ingest(ApiStream.get("all", url)
                .pages(Pagination.pageNumber("page").size("n", 2).untilShort())
                .to(output("all")));

        assertThat(ids(output("all"))).isEqualTo(upTo(3));
        assertThat(asked()).hasSize(2);
    }

    @Test
    void linksAreFollowedInTheJsonAndInTheHeader() throws IOException {
        String url = serve(api -> {
            int page = api.number("p", 1);
            if (page < 3 && api.path().equals("/header")) {
                api.header("Link", "</x>; rel=\"first\", </header?p=" + (page + 1) + ">; rel=\"next last\"");
            }
            String next = page < 3 ? "\"json?p=" + (page + 1) + "\"" : "null";
            String list = items(page, page);
            api.json(api.path().equals("/header") ? list : "{\"links\":{\"next\":" + next + "},\"rows\":" + list + "}");
        });

        ingest(
                ApiStream.get("json", url + "/json")
                        .records("rows")
                        .pages(Pagination.nextLink("links.next"))
                        .to(output("json")),
                ApiStream.get("header", url + "/header")
                        .pages(Pagination.linkHeader())
                        .to(output("header")));

        assertThat(ids(output("json"))).isEqualTo(upTo(3));
        assertThat(ids(output("header"))).isEqualTo(upTo(3));
    }

    @Test
    void cursorsAreFollowedInTheJsonInAHeaderAndInTheBody() throws IOException {
        String url = serve(api -> {
            String cursor = api.path().equals("/body")
                    ? api.body().replaceAll(".*\"after\":\"(.)\".*", "$1")
                    : api.query().getOrDefault("after", "");
            int page = cursor.length() == 1 ? Integer.parseInt(cursor) : 1;
            if (page < 3) {
                api.header("X-Next", Integer.toString(page + 1));
            }
            api.json(
                    "{\"rows\":" + items(page, page) + ",\"more\":" + (page < 3) + ",\"next\":\"" + (page + 1) + "\"}");
        });

        ingest(
                ApiStream.get("json", url + "/json")
                        .records("rows")
                        .pages(Pagination.cursor("next", "after").whileTrue("more"))
                        .to(output("json")),
                ApiStream.get("header", url + "/header")
                        .records("rows")
                        .pages(Pagination.cursorHeader("x-next", "after"))
                        .to(output("header")),
                ApiStream.post("body", url + "/body")
                        .body(Map.of("filter", Map.of("state", "{state}")))
                        .variable("state", "op\"en")
                        .records("rows")
                        .pages(Pagination.cursor("next", "after")
                                .whileTrue("more")
                                .inTheBody())
                        .to(output("body")));

        assertThat(ids(output("json"))).isEqualTo(upTo(3));
        assertThat(ids(output("header"))).isEqualTo(upTo(3));
        assertThat(ids(output("body"))).isEqualTo(upTo(3));
    }

    @Test
    void pagesThatLeadNowhereFailTheStream() throws IOException {
        String url = serve(api -> {
            switch (api.path()) {
                case "/circle" ->
                    api.json("{\"rows\":" + items(api.number("p", 1), api.number("p", 1)) + ",\"next\":\"/circle?p="
                            + (api.number("p", 1) == 1 ? 2 : 1) + "\"}");
                case "/same" -> api.json("{\"rows\":" + items(1, 2) + "}");
                default -> api.json("{\"rows\":[],\"next\":\"/empty?p=" + (api.number("p", 1) + 1) + "\"}");
            }
        });

        assertThat(failure(
                        ApiStream.get("circle", url + "/circle")
                                .records("rows")
                                .pages(Pagination.nextLink("next"))
                                .to(output("circle")),
                        ApiStream.get("same", url + "/same")
                                .records("rows")
                                .pages(Pagination.pageNumber("page"))
                                .to(output("same")),
                        ApiStream.get("empty", url + "/empty")
                                .records("rows")
                                .pages(Pagination.nextLink("next").atMost(100, 3))
                                .to(output("empty"))))
                .contains("3 of 3 sources failed")
                .contains("stream 'circle' leads back to page")
                .contains("stream 'same' gives the very same records on two pages")
                .contains("empty pages that lead on and on: 4 in a row");
        assertThat(folder.resolve("same.rows")).doesNotExist();
    }

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
