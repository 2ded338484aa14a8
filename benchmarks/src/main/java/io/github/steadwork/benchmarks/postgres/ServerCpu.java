package io.github.steadwork.benchmarks.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processor time of a PostgreSQL on this machine and of all its processes, the ended ones too; unlike real time it hardly minds what else the machine does. */
final class ServerCpu {

    private static final long TICK_NANOS = 10_000_000;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

    private final long postmaster;

    private ServerCpu(long postmaster) {
        this.postmaster = postmaster;
    }

    /** Of the server that this URL leads to; it reads 0 for ever if that is not on this machine. */
    static ServerCpu of(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            long parent = stat(row.getLong(1)).map(stat -> stat[PARENT]).orElse(-1L);
            return new ServerCpu(isPostgres(parent) ? parent : -1);
        }
    }

    private static boolean isPostgres(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).startsWith("postgres");
        } catch (IOException unseen) {
            return false;
        }
    }

    long nanos() {
        if (postmaster < 0) {
            return 0;
        }
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return TICK_NANOS
                    * processes
                            .map(path -> path.getFileName().toString())
                            .filter(name -> Character.isDigit(name.charAt(0)))
                            .map(Long::valueOf)
                            .map(ServerCpu::stat)
                            .flatMap(Optional::stream)
                            .mapToLong(this::ticks)
                            .sum();
        } catch (IOException unseen) {
            return 0;
        }
    }

    /** The children's own time, and the postmaster's with what its ended children have used. */
    private long ticks(long[] stat) {
        if (stat[0] == postmaster) {
            return stat[USER] + stat[USER + 1] + stat[USER + 2] + stat[CHILDREN_SYSTEM];
        }
        return stat[PARENT] == postmaster ? stat[USER] + stat[USER + 1] : 0;
    }

    /** Process id and then the numbers of the stat file from the parent's id on; empty if there is no such process. */
    private static Optional<long[]> stat(long pid) {
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/stat"));
            List<String> words =
                    List.of(text.substring(text.lastIndexOf(')') + 4).trim().split(" "));
            long[] stat = new long[CHILDREN_SYSTEM + 1];
            stat[0] = pid;
            for (int i = 1; i < stat.length; i++) {
                stat[i] = Long.parseLong(words.get(i - 1));
            }
            return Optional.of(stat);
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
