package io.github.steadwork.pipeline.http;

import java.time.Instant;

/** How credentials that need a call of their own make it. */
interface TokenCall {

    /** The answer to the call with these credentials. */
    HttpReply send(HttpCall call, Presented client) throws InterruptedException;

    Instant now();
}
