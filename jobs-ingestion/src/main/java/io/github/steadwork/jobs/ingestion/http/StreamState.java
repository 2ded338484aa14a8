package io.github.steadwork.jobs.ingestion.http;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a stream is; a part of the job's checkpoint.
 *
 * @param origin what it goes by
 * @param gathered what there is
 * @param place what is next
 * @param result of a stream that is done
 */
record StreamState(Origin origin, Gathered gathered, Place place, Optional<ApiStreamResult> result) {

    /**
     * What a stream goes by, fixed when it begins.
     *
     * @param fetch names what is gathered; another one has other records
     * @param parentFetch the same of the parent's stream; empty if there is none
     * @param since what the last run had kept when this one began
     */
    record Origin(String fetch, String parentFetch, Optional<ApiWatermark> since) {

        static Origin of(String parentFetch, Optional<ApiWatermark> since) {
            return new Origin(UUID.randomUUID().toString(), parentFetch, since);
        }
    }

    /**
     * What was gathered.
     *
     * @param file where the records are
     * @param bytes how long that is
     * @param records how many there are
     * @param calls how many answers they come from
     * @param received how many bytes those had
     * @param reused how many of those were known before
     * @param started when the first answer was given, by the server's clock
     */
    record Gathered(
            String file, long bytes, long records, long calls, long received, long reused, Optional<Instant> started) {

        static final Gathered NOTHING = new Gathered("", 0, 0, 0, 0, 0, Optional.empty());

        Gathered in(Landing landing) {
            return new Gathered(landing.file().toString(), bytes, records, calls, received, reused, started);
        }
    }

    /**
     * What is next.
     *
     * @param parent which of the parent's records, from 0
     * @param page which page of it; empty for the first
     * @param pages how many pages of it were read
     * @param end whether nothing is
     */
    record Place(long parent, Optional<String> page, int pages, boolean end) {

        static final Place BEGIN = new Place(0, Optional.empty(), 0, false);

        Place after(Optional<String> next) {
            return next.isPresent()
                    ? new Place(parent, next, pages + 1, false)
                    : new Place(parent + 1, Optional.empty(), 0, false);
        }
    }

    static StreamState begin(String parentFetch, Optional<ApiWatermark> since) {
        return new StreamState(Origin.of(parentFetch, since), Gathered.NOTHING, Place.BEGIN, Optional.empty());
    }

    /** The same from its beginning. */
    StreamState again(String parentFetch) {
        return new StreamState(Origin.of(parentFetch, origin.since()), Gathered.NOTHING, Place.BEGIN, result);
    }

    StreamState with(Gathered now, Place next) {
        return new StreamState(origin, now, next, result);
    }

    StreamState done(ApiStreamResult done) {
        return new StreamState(origin, gathered, place, Optional.of(done));
    }
}
