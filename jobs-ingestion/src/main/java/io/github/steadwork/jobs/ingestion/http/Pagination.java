package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an API says where the next page is. Paths are names of JSON fields with points between them, as {@code meta.next}.
 *
 * <p>A page that leads back to one that was read, that holds the very same records as the one before, or one more than the allowed
 * number of empty pages in a row fails the stream: it would never end, or would bring rows twice.
 *
 * @param kind of the way
 * @param place the path or the header that holds the next link or cursor; empty where there is none
 * @param parameter that a page's number, offset or cursor goes into; empty where there is none
 * @param first the number of the first page, or the first offset
 * @param size how many records a page is asked to have; 0 to leave it to the API
 * @param sizeParameter that the size goes into; empty for none
 * @param more the path of a truth value that is false on the last page; empty for none
 * @param total the path of the number of all records, for the progress only; empty for none
 * @param shortEnds whether a page with fewer records than asked for is the last one; else only an empty page is
 * @param inBody whether the parameters go into the JSON body and not into the query
 * @param mostPages how many pages there may be; one more fails the stream
 * @param mostEmptyPages how many empty pages may follow one another
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Pagination(
        Kind kind,
        String place,
        String parameter,
        long first,
        int size,
        String sizeParameter,
        String more,
        String total,
        boolean shortEnds,
        boolean inBody,
        int mostPages,
        int mostEmptyPages) {

    /** The ways. */
    public enum Kind {
        /** There is one page. */
        SINGLE,
        /** Pages are numbered. */
        PAGE_NUMBER,
        /** Pages begin at the number of a record. */
        OFFSET,
        /** The address of the next page stands in the JSON. */
        NEXT_LINK,
        /** The address of the next page stands in the header {@code Link}. */
        LINK_HEADER,
        /** A text in the JSON asks for the next page. */
        CURSOR,
        /** A text in a header asks for the next page. */
        CURSOR_HEADER
    }

    private static final int MOST_PAGES = 100_000;
    private static final int MOST_EMPTY_PAGES = 10;

    /** Refuses numbers that make no sense. */
    public Pagination {
        Objects.requireNonNull(kind, "kind");
        if (first < 0 || size < 0 || mostPages < 1 || mostEmptyPages < 0) {
            throw new IllegalArgumentException("first is " + first + ", size is " + size + ", mostPages is "
                    + mostPages + ", mostEmptyPages is " + mostEmptyPages
                    + "; allowed are numbers of 0 or more, and a page at least");
        }
        boolean needsParameter = kind != Kind.SINGLE && kind != Kind.NEXT_LINK && kind != Kind.LINK_HEADER;
        boolean needsPlace = kind == Kind.NEXT_LINK || kind == Kind.CURSOR || kind == Kind.CURSOR_HEADER;
        if ((needsParameter && parameter.isEmpty()) || (needsPlace && place.isEmpty())) {
            throw new IllegalArgumentException("a pagination by " + kind + " has the parameter '" + parameter
                    + "' and the place '" + place + "', and needs "
                    + (needsParameter && needsPlace ? "both" : needsPlace ? "a place" : "a parameter"));
        }
        if (shortEnds && size == 0) {
            throw new IllegalArgumentException("which page is short can only be said with a size");
        }
    }

    @JsonCreator
    static Pagination read(
            @JsonProperty("kind") @Nullable Kind kind,
            @JsonProperty("place") @Nullable String place,
            @JsonProperty("parameter") @Nullable String parameter,
            @JsonProperty("first") @Nullable Long first,
            @JsonProperty("size") @Nullable Integer size,
            @JsonProperty("sizeParameter") @Nullable String sizeParameter,
            @JsonProperty("more") @Nullable String more,
            @JsonProperty("total") @Nullable String total,
            @JsonProperty("shortEnds") @Nullable Boolean shortEnds,
            @JsonProperty("inBody") @Nullable Boolean inBody,
            @JsonProperty("mostPages") @Nullable Integer mostPages,
            @JsonProperty("mostEmptyPages") @Nullable Integer mostEmptyPages) {
        Kind way = kind == null ? Kind.SINGLE : kind;
        return new Pagination(
                way,
                Objects.requireNonNullElse(place, ""),
                Objects.requireNonNullElse(parameter, ""),
                first == null ? firstOf(way) : first,
                size == null ? 0 : size,
                Objects.requireNonNullElse(sizeParameter, ""),
                Objects.requireNonNullElse(more, ""),
                Objects.requireNonNullElse(total, ""),
                shortEnds != null && shortEnds,
                inBody != null && inBody,
                mostPages == null ? MOST_PAGES : mostPages,
                mostEmptyPages == null ? MOST_EMPTY_PAGES : mostEmptyPages);
    }

    private static long firstOf(Kind kind) {
        return kind == Kind.PAGE_NUMBER ? 1 : 0;
    }

    private static Pagination of(Kind kind, String place, String parameter) {
        return new Pagination(
                kind, place, parameter, firstOf(kind), 0, "", "", "", false, false, MOST_PAGES, MOST_EMPTY_PAGES);
    }

    /** One page. */
    public static Pagination single() {
        return of(Kind.SINGLE, "", "");
    }

    /** Pages numbered from 1, until one is empty. */
    public static Pagination pageNumber(String parameter) {
        return of(Kind.PAGE_NUMBER, "", parameter);
    }

    /** Pages by the number of records before them, until one is empty. */
    public static Pagination offset(String parameter) {
        return of(Kind.OFFSET, "", parameter);
    }

    /** The next page's address stands at this path; it may be relative. */
    public static Pagination nextLink(String path) {
        return of(Kind.NEXT_LINK, path, "");
    }

    /** The next page's address stands in the header {@code Link}, with {@code rel="next"}. */
    public static Pagination linkHeader() {
        return of(Kind.LINK_HEADER, "", "");
    }

    /** What asks for the next page stands at this path, and goes into this parameter. */
    public static Pagination cursor(String path, String parameter) {
        return of(Kind.CURSOR, path, parameter);
    }

    /** What asks for the next page stands in this header, and goes into this parameter. */
    public static Pagination cursorHeader(String header, String parameter) {
        return of(Kind.CURSOR_HEADER, header, parameter);
    }

    /** Begins with this page number or offset. */
    public Pagination from(long number) {
        return with(draft -> draft.first = number);
    }

    /** Asks for this many records a page. */
    public Pagination size(String inParameter, int records) {
        return with(draft -> {
            draft.sizeParameter = inParameter;
            draft.size = records;
        });
    }

    /** The last page is the one where this truth value is false. */
    public Pagination whileTrue(String path) {
        return with(draft -> draft.more = path);
    }

    /** The number of all records stands there, for the progress. */
    public Pagination totalAt(String path) {
        return with(draft -> draft.total = path);
    }

    /** A page with fewer records than asked for is the last one: saves a call, where the API is known to fill its pages. */
    public Pagination untilShort() {
        return with(draft -> draft.shortEnds = true);
    }

    /** The parameters go into the JSON body. */
    public Pagination inTheBody() {
        return with(draft -> draft.inBody = true);
    }

    /** With so many pages at most, of which so many empty ones may follow one another. */
    public Pagination atMost(int pages, int emptyPages) {
        return with(draft -> {
            draft.mostPages = pages;
            draft.mostEmptyPages = emptyPages;
        });
    }

    private Pagination with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.pagination();
    }

    /** The path where the next link or cursor stands in the JSON. */
    Optional<String> pathOfNext() {
        return kind == Kind.NEXT_LINK || kind == Kind.CURSOR ? Optional.of(place) : Optional.empty();
    }

    /** A copy of which something is changed. */
    private static final class Draft {

        private final Pagination from;
        private long first;
        private int size;
        private String sizeParameter;
        private String more;
        private String total;
        private boolean shortEnds;
        private boolean inBody;
        private int mostPages;
        private int mostEmptyPages;

        Draft(Pagination from) {
            this.from = from;
            this.first = from.first;
            this.size = from.size;
            this.sizeParameter = from.sizeParameter;
            this.more = from.more;
            this.total = from.total;
            this.shortEnds = from.shortEnds;
            this.inBody = from.inBody;
            this.mostPages = from.mostPages;
            this.mostEmptyPages = from.mostEmptyPages;
        }

        Pagination pagination() {
            return new Pagination(
                    from.kind,
                    from.place,
                    from.parameter,
                    first,
                    size,
                    sizeParameter,
                    more,
                    total,
                    shortEnds,
                    inBody,
                    mostPages,
                    mostEmptyPages);
        }
    }
}
