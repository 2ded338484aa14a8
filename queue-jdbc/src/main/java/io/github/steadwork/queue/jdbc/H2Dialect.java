package io.github.steadwork.queue.jdbc;

import java.sql.SQLException;

/** H2, 2.2 and newer, in memory, in a file, or as a server. */
final class H2Dialect extends Dialect {

    private static final int CONCURRENT_UPDATE = 90131;
    private static final int DEADLOCK = 40001;
    private static final int LOCK_TIMEOUT = 50200;

    @Override
    String name() {
        return "h2";
    }

    @Override
    String now() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS bigint)";
    }

    @Override
    String holdUniqueKey() {
        return "MERGE INTO ${p}unique_key (type, unique_key, touched_at) KEY (type, unique_key) VALUES (?, ?, ?)";
    }

    @Override
    String orNothing() {
        return "";
    }

    /** It locks all rows that it finds, and sorts them then. */
    @Override
    boolean locksOnlyWhatItGives() {
        return false;
    }

    @Override
    boolean gaveWay(SQLException error) {
        int code = error.getErrorCode();
        return super.gaveWay(error) || code == CONCURRENT_UPDATE || code == DEADLOCK || code == LOCK_TIMEOUT;
    }
}
