package io.github.steadwork.pipeline.http;

import dev.failsafe.CircuitBreaker;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.retry.ErrorKind;
import io.github.steadwork.retry.FailsafeRetries;
import io.github.steadwork.retry.RetryPolicy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How this application calls HTTP APIs: where to, with which credentials, how often and how patiently. One is made when the
 * application starts, and shared by all that calls, since rates, breakers and the cache are those of a host and not of a job. Safe for
 * use by many threads.
 *
 * <p>A call is tried again after network trouble, 429 and 5xx, with growing delays, on the calling thread; POST too, for here it is a
 * query. What a server asks for ({@code Retry-After}, {@code X-RateLimit-*}) is kept for all calls to its host.
 *
 * <p>Calls go to http and https only, and to no address of a private network unless that is allowed. Credentials go to the hosts they
 * were given for, and never along with a redirect to another one.
 */
public final class HttpAccess {

    private final Builder settings;
    private final Grants grants;
    private final Map<String, HostGate> gates = new ConcurrentHashMap<>();
    private final Exchange exchange;
    private final ResponseCache cache;
    private final RetryPolicy retries;

    private HttpAccess(Builder settings) {
        this.settings = settings;
        this.grants = new Grants(settings.grants);
        this.cache = new ResponseCache(settings.cacheBytes, settings.fresh, settings.keep, settings.clock);
        Duration longest = settings.longestWait;
        this.retries = settings.retries.toBuilder()
                .giveUpOn(error -> error instanceof HttpFailure failure
                        && failure.retryAfter()
                                .filter(wait -> wait.compareTo(longest) > 0)
                                .isPresent())
                .build();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(settings.proxy)
                .build();
        Destinations destinations =
                new Destinations(settings.hosts, settings.privately, settings.proxy != HttpClient.Builder.NO_PROXY);
        this.exchange = new Exchange(client, destinations, this::gate, settings.clock, settings.mostRedirects);
    }

    /** Begins with what is safe: any public host, no credentials. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Sends a call.
     *
     * @return a good answer
     * @throws HttpFailure if there is none; it says whether another attempt may go better, and when
     * @throws DataException if nobody knows the credentials
     */
    public HttpReply send(HttpCall call) throws InterruptedException {
        Optional<HttpCredentials> credentials = grants.of(call);
        Optional<HttpReply> young = cache.fresh(call);
        if (young.isPresent()) {
            return young.get();
        }
        try {
            return credentials.isPresent() ? identified(call, credentials.get()) : tried(call, Optional.empty());
        } catch (HttpFailure failure) {
            boolean gone = failure.kind() == ErrorKind.TRANSIENT && failure.reason() != HttpFailure.Reason.LIMITED;
            Optional<HttpReply> last = gone && call.fallback() ? cache.last(call) : Optional.empty();
            return last.orElseThrow(() -> failure).as(HttpReply.Origin.LAST_GOOD);
        }
    }

    /**
     * An address without the key that these credentials put into queries: APIs repeat it in their links, and it must not be stored.
     *
     * @param credentials their name; empty for none
     */
    public URI withoutKey(URI address, Optional<String> credentials) {
        return grants.withoutKey(address, credentials);
    }

    /** The time by the clock that it goes by. */
    public Instant now() {
        return settings.clock.instant();
    }

    /** Takes the last good answer to a call for a bad one: it is not asked about, and not fallen back to. */
    public void forget(HttpCall call) {
        cache.forget(call);
    }

    /** What a server refuses may have been changed or have ended meanwhile. */
    private HttpReply identified(HttpCall call, HttpCredentials credentials) throws InterruptedException {
        Presented shown = credentials.present(tokens);
        try {
            return tried(call, Optional.of(shown));
        } catch (HttpFailure failure) {
            if (failure.status() != 401) {
                throw failure;
            }
            credentials.refused(shown);
            Presented other = credentials.present(tokens);
            if (other.equals(shown)) {
                throw failure;
            }
            return tried(call, Optional.of(other));
        }
    }

    private final TokenCall tokens = new TokenCall() {
        @Override
        public HttpReply send(HttpCall call, Presented client) throws InterruptedException {
            return tried(call, Optional.of(client));
        }

        @Override
        public Instant now() {
            return HttpAccess.this.now();
        }
    };

    private HttpReply tried(HttpCall call, Optional<Presented> shown) throws InterruptedException {
        try {
            return FailsafeRetries.call(retries, () -> once(call, shown), (error, retry, delay) -> {});
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a try throws nothing else", e);
        }
    }

    private HttpReply once(HttpCall call, Optional<Presented> shown) throws InterruptedException {
        Optional<HttpReply> last = cache.last(call);
        Map<String, String> conditions = last.isPresent() ? cache.conditions(call) : Map.of();
        HttpReply reply = exchange.send(new Exchange.Sending(call, shown, conditions));
        if (reply.status() == 304) {
            HttpReply confirmed = last.orElseThrow(
                            () -> HttpFailure.forbidden(call + " was answered with 304, but nothing was asked about"))
                    .as(HttpReply.Origin.CONFIRMED);
            cache.keep(call, confirmed);
            return confirmed;
        }
        cache.keep(call, reply);
        return reply;
    }

    private HostGate gate(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return gates.computeIfAbsent(host + ":" + Exchange.port(uri), place -> {
            CircuitBreaker<Object> breaker = CircuitBreaker.builder()
                    .withFailureThreshold(settings.breakerFailures)
                    .withDelay(settings.breakerRest)
                    .build();
            Duration interval = settings.intervals.getOrDefault(host, Duration.ZERO);
            return new HostGate(host, settings.clock, interval, settings.longestWait, breaker);
        });
    }

    /** Tells the names of the credentials and nothing else. */
    @Override
    public String toString() {
        return "HttpAccess" + grants.names();
    }

    /** Collects what an application allows. Not safe for use by several threads. */
    public static final class Builder {

        private final Map<String, Grants.Grant> grants = new TreeMap<>();
        private final Map<String, Duration> intervals = new TreeMap<>();
        private Set<String> hosts = Set.of();
        private boolean privately;
        private RetryPolicy retries = RetryPolicy.builder()
                .maxRetries(4)
                .delay(Duration.ofMillis(500))
                .maxDelay(Duration.ofSeconds(30))
                .jitter(0.25)
                .build();
        private Duration longestWait = Duration.ofMinutes(1);
        private int breakerFailures = 10;
        private Duration breakerRest = Duration.ofSeconds(30);
        private long cacheBytes = 32L << 20;
        private Duration fresh = Duration.ZERO;
        private Duration keep = Duration.ofDays(1);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private int mostRedirects = 5;
        private ProxySelector proxy = HttpClient.Builder.NO_PROXY;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** Only these hosts, as {@code api.example.com}, or {@code *.example.com} for all below. */
        public Builder allowHosts(String... names) {
            hosts = Set.of(names);
            return this;
        }

        /** Hosts of private networks too, which are those of this machine, of an intranet, and of a cloud provider's own services. */
        public Builder allowPrivateAddresses() {
            privately = true;
            return this;
        }

        /**
         * Credentials that calls may name.
         *
         * @param forHosts the only hosts that they are shown to, one at least; as in {@link #allowHosts}
         */
        public Builder credentials(String name, HttpCredentials credentials, String... forHosts) {
            if (name.isBlank() || forHosts.length == 0) {
                throw new IllegalArgumentException(
                        "credentials need a name and the hosts that they are for; the name is '" + name + "'");
            }
            grants.put(name, new Grants.Grant(credentials, new TreeSet<>(Arrays.asList(forHosts))));
            return this;
        }

        /** No more than so many calls per time to this host, evenly spread. */
        public Builder rateLimit(String host, int calls, Duration per) {
            if (calls < 1 || per.isNegative()) {
                throw new IllegalArgumentException("the rate is " + calls + " per " + per + ", allowed is 1 or more");
            }
            intervals.put(host.toLowerCase(Locale.ROOT), per.dividedBy(calls));
            return this;
        }

        /** How a call is tried again in place; four times within about eight seconds unless said. */
        public Builder retries(RetryPolicy policy) {
            retries = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** How long a call waits in place for its turn, or for what a server asks for; longer waits fail it. A minute unless said. */
        public Builder longestWait(Duration time) {
            longestWait = time;
            return this;
        }

        /** After how many failures in a row a host is left alone, and for how long; 10 and 30 seconds unless said. */
        public Builder breaker(int failures, Duration rest) {
            breakerFailures = failures;
            breakerRest = rest;
            return this;
        }

        /**
         * What is remembered of good answers: 32 MiB, never taken without asking, for a day unless said.
         *
         * @param bytes 0 for nothing
         * @param freshFor how long an answer is taken without asking the server
         * @param keepFor how long it is kept, to ask whether it still holds or to fall back to
         */
        public Builder cache(long bytes, Duration freshFor, Duration keepFor) {
            cacheBytes = bytes;
            fresh = freshFor;
            keep = keepFor;
            return this;
        }

        /** How long a connection may take to come about; 10 seconds unless said. */
        public Builder connectTimeout(Duration time) {
            connectTimeout = time;
            return this;
        }

        /** How many redirects are followed; 5 unless said. */
        public Builder mostRedirects(int most) {
            mostRedirects = most;
            return this;
        }

        /** Through these proxies. They look hosts up themselves, so the hosts that are allowed must be given too. */
        public Builder proxy(ProxySelector selector) {
            proxy = selector;
            return this;
        }

        /** By this clock, for tests. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /** The access. */
        public HttpAccess build() {
            if (proxy != HttpClient.Builder.NO_PROXY && hosts.isEmpty()) {
                throw new IllegalArgumentException(
                        "behind a proxy nobody can tell private addresses, so name the" + " hosts that are allowed");
            }
            return new HttpAccess(this);
        }
    }
}
