package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The databases that jobs may use, by name. The application makes them, credentials included; a job's parameters hold nothing
 * but the name. Immutable and safe for use by many threads.
 */
public final class Connections {

    private final Map<String, DataSource> sources;
    private final InstantSource clock;

    private Connections(Map<String, DataSource> sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** One database under this name. */
    public static Connections of(String name, DataSource source) {
        return new Connections(Map.of(), InstantSource.system()).and(name, source);
    }

    /**
     * These and another one.
     *
     * @throws IllegalArgumentException if the name is blank or taken, or has a slash in it
     */
    public Connections and(String name, DataSource source) {
        if (name.isBlank() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("the connection is named '" + name + "', allowed is any text without /");
        }
        Map<String, DataSource> more = new TreeMap<>(sources);
        if (more.put(name, Objects.requireNonNull(source, "source")) != null) {
            throw new IllegalArgumentException("there are two connections named '" + name + "'");
        }
        return new Connections(more, clock);
    }

    /** These, with the age of what sinks have recorded told by this clock; for tests. */
    public Connections clock(InstantSource source) {
        return new Connections(sources, Objects.requireNonNull(source, "source"));
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * The database of this name.
     *
     * @throws DataException if there is none, with the nearest name
     */
    public DataSource get(String name) {
        DataSource source = sources.get(name);
        if (source == null) {
            throw new DataException("there is no connection '" + name + "'; " + NameHint.of(name, sources.keySet())
                    + ", and the application registers them where it makes the job");
        }
        return source;
    }

    /** Tells the names and nothing else. */
    @Override
    public String toString() {
        return "Connections" + sources.keySet();
    }
}
