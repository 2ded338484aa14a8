package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.pipeline.http.HttpReply;
import io.github.steadwork.pipeline.row.DataException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which page comes next. A page is named by a text: its number, its offset, its address or its cursor; the first of those that have
 * none is the empty text.
 */
final class Pager {

    private static final Pattern LINK = Pattern.compile("<([^>]*+)>((?:[^,\"]++|\"[^\"]*+\")*+)");
    private static final Pattern RELATION = Pattern.compile("(?i)\\brel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,]+))");

    private final Pagination pagination;
    private final UnaryOperator<URI> stored;

    /**
     * Of a stream.
     *
     * @param stored what of an address may be stored
     */
    Pager(Pagination pagination, UnaryOperator<URI> stored) {
        this.pagination = pagination;
        this.stored = stored;
    }

    String first() {
        return isCounted() ? Long.toString(pagination.first()) : "";
    }

    private boolean isCounted() {
        return pagination.kind() == Pagination.Kind.PAGE_NUMBER || pagination.kind() == Pagination.Kind.OFFSET;
    }

    /** The page after one that was read; empty at the end. */
    Optional<String> next(String page, PageFacts facts, HttpReply reply) {
        if (facts.more().filter(more -> !more).isPresent() || (isCounted() && isLast(facts))) {
            return Optional.empty();
        }
        return switch (pagination.kind()) {
            case SINGLE -> Optional.empty();
            case PAGE_NUMBER -> Optional.of(Long.toString(Long.parseLong(page) + 1));
            case OFFSET -> Optional.of(Long.toString(Long.parseLong(page) + facts.records()));
            case NEXT_LINK -> facts.next().map(link -> resolved(reply, link));
            case LINK_HEADER -> linked(reply).map(link -> resolved(reply, link));
            case CURSOR -> facts.next();
            case CURSOR_HEADER -> reply.header(pagination.place()).filter(text -> !text.isBlank());
        };
    }

    private boolean isLast(PageFacts facts) {
        return facts.records() == 0 || (pagination.shortEnds() && facts.records() < pagination.size());
    }

    /** The page after this one, if that can be told without having read it. */
    Optional<String> guess(String page) {
        return switch (pagination.kind()) {
            case PAGE_NUMBER -> Optional.of(Long.toString(Long.parseLong(page) + 1));
            case OFFSET ->
                pagination.size() == 0
                        ? Optional.empty()
                        : Optional.of(Long.toString(Long.parseLong(page) + pagination.size()));
            default -> Optional.empty();
        };
    }

    private String resolved(HttpReply reply, String link) {
        try {
            return stored.apply(reply.uri().resolve(link)).toString();
        } catch (IllegalArgumentException e) {
            throw new DataException("the next page of " + reply + " has no proper address", e);
        }
    }

    private static Optional<String> linked(HttpReply reply) {
        List<String> headers = reply.headers().getOrDefault("link", List.of());
        Matcher links = LINK.matcher(String.join(",", headers));
        while (links.find()) {
            Matcher relation = RELATION.matcher(links.group(2));
            if (relation.find()) {
                String names = relation.group(1) == null ? relation.group(2) : relation.group(1);
                if (Arrays.asList(names.split("\\s+")).contains("next")) {
                    return Optional.of(links.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
