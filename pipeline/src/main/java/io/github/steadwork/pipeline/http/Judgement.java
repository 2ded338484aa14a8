package io.github.steadwork.pipeline.http;

import io.github.steadwork.pipeline.http.HttpFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What an answer means: for the caller, and for the gate before its host. */
final class Judgement {

    private static final int OK_END = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION = 505;
    private static final int SHOWN = 200;

    private Judgement() {}

    static HttpReply of(Exchange.Sending sending, HttpResponse<byte[]> response, HostGate gate, InstantSource clock) {
        Optional<Duration> wait = RateHeaders.waitFor(response.headers(), clock.instant());
        Optional<Reason> trouble = trouble(response.statusCode(), response.headers());
        boolean asksToWait = trouble.isEmpty() || trouble.get() == Reason.LIMITED || trouble.get() == Reason.SERVER;
        if (asksToWait && wait.isPresent()) {
            gate.close(wait.get());
        }
        if (trouble.filter(Reason.SERVER::equals).isPresent()) {
            gate.failed();
        } else {
            gate.succeeded();
        }
        if (trouble.isPresent()) {
            throw failure(sending, response, trouble.get(), wait);
        }
        return reply(sending.call(), response);
    }

    private static Optional<Reason> trouble(int status, HttpHeaders headers) {
        if (status < OK_END || status == NOT_MODIFIED) {
            return Optional.empty();
        }
        boolean limited =
                status == FORBIDDEN && (headers.firstValue("retry-after").isPresent() || RateHeaders.isUsedUp(headers));
        if (status == TOO_MANY || limited) {
            return Optional.of(Reason.LIMITED);
        }
        boolean temporary = status >= SERVER_ERROR && status != NOT_IMPLEMENTED && status != VERSION;
        return Optional.of(temporary || status == TIMEOUT || status == TOO_EARLY ? Reason.SERVER : Reason.REFUSED);
    }

    private static HttpFailure failure(
            Exchange.Sending sending, HttpResponse<byte[]> response, Reason reason, Optional<Duration> wait) {
        int status = response.statusCode();
        String hint = status == UNAUTHORIZED || (status == FORBIDDEN && reason == Reason.REFUSED)
                ? "; check the credentials '" + sending.call().credentials().orElse("(none)") + "'"
                : "";
        String message = sending.call() + " was answered with " + status + hint + excerpt(sending, response);
        return new HttpFailure(reason, message, status, wait.orElse(null), null);
    }

    private static String excerpt(Exchange.Sending sending, HttpResponse<byte[]> response) {
        String text;
        try {
            text = new String(body(response, 1 << 16), StandardCharsets.UTF_8);
        } catch (HttpFailure e) {
            return "";
        }
        String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
        String redacted = sending.shown().isPresent() ? sending.shown().get().redact(line) : line;
        return redacted.isEmpty() ? "" : ": " + redacted.substring(0, Math.min(SHOWN, redacted.length()));
    }

    private static HttpReply reply(HttpCall call, HttpResponse<byte[]> response) {
        return new HttpReply(
                call.uri(),
                response.statusCode(),
                response.headers().map(),
                body(response, call.maxBytes()),
                HttpReply.Origin.SERVER);
    }

    /** Unpacked, with a limit for what comes out: a small answer can hold a huge one. */
    private static byte[] body(HttpResponse<byte[]> response, int maxBytes) {
        String packing = response.headers().firstValue("content-encoding").orElse("identity");
        if (!packing.equalsIgnoreCase("gzip") || response.body().length == 0) {
            return response.body();
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            byte[] body = unpacked.readNBytes(maxBytes);
            if (unpacked.read() >= 0) {
                throw LimitedBody.tooLong(maxBytes);
            }
            return body;
        } catch (IOException e) {
            throw new HttpFailure(Reason.NETWORK, "the packed answer is broken: " + e.getMessage(), 0, null, e);
        }
    }
}
