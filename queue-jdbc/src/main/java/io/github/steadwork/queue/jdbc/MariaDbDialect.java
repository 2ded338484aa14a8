package io.github.steadwork.queue.jdbc;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** MariaDB, 10.6 and newer, and MySQL, 8.0 and newer. */
final class MariaDbDialect extends Dialect {

    private static final int DEADLOCK = 1213;
    private static final int LOCK_TIMEOUT = 1205;
    private static final int RECORD_CHANGED = 1020;
    private static final int DUPLICATE = 1062;

    @Override
    String name() {
        return "mariadb";
    }

    @Override
    String now() {
        return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))";
    }

    @Override
    String holdUniqueKey() {
        return "INSERT INTO ${p}unique_key (type, unique_key, touched_at) VALUES (?, ?, ?)"
                + " ON DUPLICATE KEY UPDATE touched_at = VALUES(touched_at)";
    }

    /** By default its transactions go on seeing what they saw first. */
    @Override
    String readLatest() {
        return "LOCK IN SHARE MODE";
    }

    /** Drivers that may rewrite batches answer that they do not know. */
    @Override
    boolean countsBatches() {
        return false;
    }

    @Override
    String insertNew() {
        return "INSERT IGNORE INTO";
    }

    @Override
    String orNothing() {
        return "";
    }

    @Override
    void bindId(PreparedStatement statement, int at, UUID id) throws SQLException {
        statement.setBytes(at, IdBytes.of(id));
    }

    @Override
    UUID readId(ResultSet rows, int at) throws SQLException {
        return IdBytes.read(rows.getBytes(at));
    }

    @Override
    boolean gaveWay(SQLException error) {
        int code = error.getErrorCode();
        return super.gaveWay(error) || code == DEADLOCK || code == LOCK_TIMEOUT || code == RECORD_CHANGED;
    }

    @Override
    boolean isDuplicate(SQLException error) {
        return error.getErrorCode() == DUPLICATE;
    }

    /** An id as sixteen bytes, which are in order where the ids are. */
    static final class IdBytes {

        private IdBytes() {}

        static byte[] of(UUID id) {
            return ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        static UUID read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
    }
}
