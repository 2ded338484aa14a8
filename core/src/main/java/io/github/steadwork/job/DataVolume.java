package io.github.steadwork.job;

/**
 * How much data a job has read and written, as far as it has said.
 *
 * @param rowsRead rows that came from its sources
 * @param bytesRead bytes of its sources as they are stored; 0 where they are not told, as from a database
 * @param rowsWritten rows that went to its outputs
 * @param bytesWritten bytes of its outputs as they are stored; 0 where they are not told
 */
public record DataVolume(long rowsRead, long bytesRead, long rowsWritten, long bytesWritten) {

    /** Nothing. */
    public static final DataVolume NONE = new DataVolume(0, 0, 0, 0);

    /** Checks the fields. */
    public DataVolume {
        if (rowsRead < 0 || bytesRead < 0 || rowsWritten < 0 || bytesWritten < 0) {
            throw new IllegalArgumentException("rows read and written are " + rowsRead + " and " + rowsWritten
                    + ", bytes " + bytesRead + " and " + bytesWritten + ", allowed is 0 or more");
        }
    }
}
