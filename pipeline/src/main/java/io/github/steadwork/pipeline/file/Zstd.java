package io.github.steadwork.pipeline.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.github.steadwork.pipeline.row.DataException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Where zstd-jni is used, which is there only if the application has it. */
final class Zstd {

    private Zstd() {}

    static InputStream unpacked(Path path, InputStream stored) throws IOException {
        try {
            return new Unpacked(new ZstdInputStream(stored));
        } catch (NoClassDefFoundError e) {
            throw missing(path, e);
        }
    }

    static OutputStream packed(Path path, OutputStream stored) throws IOException {
        try {
            return new ZstdOutputStream(stored).setChecksum(true);
        } catch (NoClassDefFoundError e) {
            throw missing(path, e);
        }
    }

    private static DataException missing(Path path, NoClassDefFoundError error) {
        return new DataException(
                path + ": files that end in .zst need com.github.luben:zstd-jni on the class path", error);
    }

    /** Says what is broken in the words of the JDK's own unpackers. */
    private static final class Unpacked extends FilterInputStream {

        Unpacked(ZstdInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (ZstdIOException e) {
                String message = String.valueOf(e.getMessage());
                IOException broken = message.contains("Truncated") || message.contains("truncated")
                        ? new EOFException(message)
                        : new ZipException(message);
                broken.initCause(e);
                throw broken;
            }
        }
    }
}
