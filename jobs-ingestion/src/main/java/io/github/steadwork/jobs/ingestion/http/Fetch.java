package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.ingestion.http.ParentRecords.Values;
import io.github.steadwork.jobs.ingestion.http.StreamState.Gathered;
import io.github.steadwork.jobs.ingestion.http.StreamState.Place;
import io.github.steadwork.pipeline.http.HttpCall;
import io.github.steadwork.pipeline.http.HttpReply;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.retry.TransientException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Gathers all records of a stream, page by page. After each page it is saved how far it is, so an attempt after a crash goes on with
 * the page that was next. For one thread.
 */
final class Fetch {

    private final ApiStream stream;
    private final Pager pager;
    private final Requests requests;
    private final Since since;
    private final Calls calls;
    private final ParentRecords parents;
    private final Landing landing;
    private final RawAnswers raw;
    private final JobContext context;
    private final Consumer<StreamState> saved;
    private StreamState state;

    /** What the records are fetched with, all of it open. */
    record Tools(Calls calls, ParentRecords parents, Landing landing, RawAnswers raw) {}

    /**
     * Goes on from a state.
     *
     * @param saved told of each state to save
     */
    Fetch(ApiStream stream, StreamState state, Tools tools, JobContext context, Consumer<StreamState> saved) {
        this.stream = stream;
        this.pager = new Pager(
                stream.pagination(),
                link -> tools.calls().stored(link, stream.request().credentials()));
        this.requests = new Requests(stream);
        this.since = Since.of(stream, state.origin().since());
        this.calls = tools.calls();
        this.parents = tools.parents();
        this.landing = tools.landing();
        this.raw = tools.raw();
        this.context = context;
        this.saved = saved;
        this.state = state.with(state.gathered().in(landing), state.place());
    }

    /** Gathers what is missing, and gives the state at the end. */
    StreamState run() throws IOException, InterruptedException {
        context.progress().restart("fetching " + stream.name());
        context.progress().advance(state.gathered().records());
        for (long passed = 0; passed < state.place().parent(); passed++) {
            parents.pass();
        }
        for (Optional<Values> of = parents.peek(0); of.isPresent(); of = parents.peek(0)) {
            pages(of.get());
            parents.pass();
        }
        Place place = state.place();
        save(state.with(state.gathered(), new Place(place.parent(), place.page(), place.pages(), true)));
        return state;
    }

    private void save(StreamState next) {
        state = next;
        saved.accept(next);
    }

    private void pages(Values of) throws IOException, InterruptedException {
        Set<String> seen = new HashSet<>();
        byte[] before = {};
        int empty = 0;
        Optional<String> page = state.place().page().or(() -> Optional.of(pager.first()));
        while (page.isPresent()) {
            context.checkCancelled();
            String now = page.get();
            checkLoop(seen.add(now), now);
            HttpReply reply = answer(now, of);
            PageFacts facts = facts(reply, now, of);
            page = pager.next(now, facts, reply);
            empty = facts.records() == 0 ? empty + 1 : 0;
            checkSense(facts, before, empty, page.isPresent());
            before = facts.lines();
            land(reply, facts, page);
        }
        if (stream.parent().isEmpty()) {
            calls.giveUp();
        }
    }

    private PageFacts facts(HttpReply reply, String page, Values of) {
        try {
            return PageReader.read(stream, reply, added(of));
        } catch (DataException | TransientException e) {
            calls.forget(requests.call(page, of.byPath(), since.forParent(of)));
            throw e;
        }
    }

    private HttpReply answer(String page, Values of) throws IOException, InterruptedException {
        HttpCall call = requests.call(page, of.byPath(), since.forParent(of));
        calls.begin(call);
        if (stream.parent().isPresent()) {
            beginParents();
        } else {
            beginPages(page, of);
        }
        return calls.take(call);
    }

    private void beginParents() throws IOException {
        for (int further = 1; calls.hasRoom(); further++) {
            Optional<Values> next = parents.peek(further);
            if (next.isEmpty()) {
                return;
            }
            calls.begin(requests.call(pager.first(), next.get().byPath(), since.forParent(next.get())));
        }
    }

    private void beginPages(String page, Values of) {
        Optional<String> next = pager.guess(page);
        while (next.isPresent() && calls.hasRoom()) {
            calls.begin(requests.call(next.get(), of.byPath(), since.forParent(of)));
            next = pager.guess(next.get());
        }
    }

    private Map<String, String> added(Values of) {
        Map<String, String> added = new TreeMap<>();
        for (String field : stream.parentFields()) {
            added.put(
                    stream.parent().orElseThrow() + "_" + field.replace('.', '_'),
                    String.valueOf(of.byPath().get(field)));
        }
        return added;
    }

    private void checkLoop(boolean isNew, String page) {
        if (!isNew) {
            throw new DataException(where() + " leads back to page '" + HttpCall.shown(page)
                    + "', which was read; the pagination is not what the API does");
        }
        if (state.place().pages() >= stream.pagination().mostPages()) {
            throw new DataException(where() + " has more than the "
                    + stream.pagination().mostPages() + " pages that are allowed; allow more, or ask for larger ones");
        }
    }

    private void checkSense(PageFacts facts, byte[] before, int empty, boolean goesOn) {
        if (facts.records() > 0 && Arrays.equals(facts.lines(), before)) {
            throw new DataException(where() + " gives the very same records on two pages, one after the other; does"
                    + " the API know the parameter '" + stream.pagination().parameter() + "'?");
        }
        if (goesOn && empty > stream.pagination().mostEmptyPages()) {
            throw new DataException(where() + " gives empty pages that lead on and on: " + empty + " in a row");
        }
    }

    private String where() {
        return "stream '" + stream.name() + "'"
                + (stream.parent().isPresent() ? ", record " + (state.place().parent() + 1) + " of its parent" : "");
    }

    private void land(HttpReply reply, PageFacts facts, Optional<String> next) throws IOException {
        raw.keep(state.place(), reply.body());
        Gathered before = state.gathered();
        long bytes = landing.append(facts.lines());
        boolean known = reply.origin() != HttpReply.Origin.SERVER;
        if (reply.origin() == HttpReply.Origin.LAST_GOOD) {
            context.logger().warn("stream {} goes on with an old answer: {}", stream.name(), reply);
        }
        Gathered now = new Gathered(
                before.file(),
                bytes,
                before.records() + facts.records(),
                before.calls() + 1,
                before.received() + reply.body().length,
                before.reused() + (known ? 1 : 0),
                before.started().or(() -> date(reply)));
        save(state.with(now, state.place().after(next)));
        context.progress().advance(facts.records());
        context.data().read(facts.records(), reply.body().length);
        facts.total().ifPresent(total -> {
            if (stream.parent().isEmpty()) {
                context.progress().total(Math.max(total, now.records()));
            }
        });
    }

    private static Optional<Instant> date(HttpReply reply) {
        try {
            return reply.header("date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
