package io.github.steadwork.jobs.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ways through the pages of an API, those that lead nowhere included. */
class ApiPagesTest extends ApiRig {

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
    void aLinkHeaderMadeToOverflowTheStackIsOnlyText() throws IOException {
        String evil = "</x>; a=" + "\"\"".repeat(30_000) + "; rel=\"last\", </next?p=2>; rel=\"next\"";
        String url = serve(api -> {
            if (api.query().isEmpty()) {
                api.header("Link", evil);
            }
            api.json(items(api.number("p", 1), api.number("p", 1)));
        });

        ingest(ApiStream.get("all", url).pages(Pagination.linkHeader()).to(output("all")));

        assertThat(ids(output("all"))).isEqualTo(upTo(2));
    }
}
