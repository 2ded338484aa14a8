package io.github.steadwork.jobs.ingestion.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Keeps answers as they came, a file each, in the order of their names. */
final class RawAnswers {

    private final Optional<Path> folder;
    private final String name;

    private RawAnswers(Optional<Path> folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** In a folder of this job's own, if they are to be kept at all. */
    static RawAnswers of(ApiStream stream, String job) throws IOException {
        Optional<Path> folder = stream.rawFolder().map(parent -> Path.of(parent).resolve(job));
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        return new RawAnswers(folder, stream.name().replaceAll("[^A-Za-z0-9_-]", "_"));
    }

    Optional<String> folder() {
        return folder.map(Path::toString);
    }

    void keep(StreamState.Place place, byte[] body) throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        String file = String.format(Locale.ROOT, "%s-%07d-%07d.json", name, place.parent(), place.pages());
        Path part = folder.get().resolve("." + file + "." + UUID.randomUUID());
        Files.write(part, body);
        Files.move(part, folder.get().resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
}
