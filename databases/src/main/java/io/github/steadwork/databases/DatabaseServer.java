package io.github.steadwork.databases;

/** A real database server that runs. */
public interface DatabaseServer {
    /** The JDBC URL of the database that a new server has; user and password are in it. */
    String url();

    /** Creates an empty database and says its JDBC URL; user and password are in it. Safe to call from any thread. */
    String newDatabase();
}
