package io.github.steadwork.databases;

import java.util.Optional;

/** A MariaDB or MySQL server that somebody else runs. */
record GivenMariaDb(String url) implements DatabaseServer {
    /** The server that the system property or else the environment names. */
    static Optional<DatabaseServer> find() {
        return Optional.ofNullable(System.getProperty(MariaDbServer.GIVEN_URL))
                .or(() -> Optional.ofNullable(System.getenv(MariaDbServer.GIVEN_URL)))
                .map(GivenMariaDb::new);
    }

    @Override
    public String newDatabase() {
        return urlOf(url, Databases.create(url));
    }

    /** The same server, user and options, and another database. */
    static String urlOf(String url, String database) {
        return url.replaceFirst("(//[^/?]+)(/[^?]*)?", "$1/" + database);
    }
}
