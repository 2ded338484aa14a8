package io.github.steadwork.jobs.ingestion.http;

import io.github.steadwork.job.JobId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where jobs gather records, each in a folder of its own. What a failed job has gathered stays for a redrive, and goes with any job
 * that runs here a week later.
 */
record WorkFolder(Path root) {

    private static final Duration KEPT = Duration.ofDays(7);

    /** Below the folder for temporary files, in one for this user alone. */
    static WorkFolder temporary() {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]", "_");
        return new WorkFolder(Path.of(System.getProperty("java.io.tmpdir")).resolve("steadwork-api-" + user));
    }

    /** That of a job; nobody else may look into it where the system knows users. */
    Path of(JobId job, Instant now) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(root);
            if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
        }
        sweep(now.minus(KEPT));
        return root.resolve(job.toString());
    }

    private void sweep(Instant oldest) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(oldest)) {
                    delete(folder);
                }
            }
        }
    }

    void clear(JobId job) throws IOException {
        delete(root.resolve(job.toString()));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walked = Files.walk(folder)) {
            all = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
