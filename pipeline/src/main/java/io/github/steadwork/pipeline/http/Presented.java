package io.github.steadwork.pipeline.http;

/**
 * Credentials as they are shown to a server.
 *
 * @param name of a header, or of a parameter of the query
 * @param value its value, which is a secret
 * @param secret the part of the value that must never be seen
 * @param inQuery whether it is a parameter of the query
 */
record Presented(String name, String value, String secret, boolean inQuery) {

    static Presented header(String name, String prefix, String secret) {
        return new Presented(name, prefix + secret, secret, false);
    }

    /** A text of the server's, in which it may have repeated what it was shown. */
    String redact(String text) {
        return secret.isEmpty() ? text : text.replace(secret, "***").replace(value, "***");
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
