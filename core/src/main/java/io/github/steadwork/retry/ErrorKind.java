package io.github.steadwork.retry;

/** What an error says about the chance of another attempt. */
public enum ErrorKind {
    /** The same work may succeed later: a timeout, a rate limit, a lock that somebody else held. */
    TRANSIENT,
    /** The same work will fail again: wrong credentials, a missing permission, an unreadable format. */
    PERMANENT,
    /** Nobody said. Treated like {@link #TRANSIENT}, for a retry too many does less harm than one too few. */
    UNCLASSIFIED
}
