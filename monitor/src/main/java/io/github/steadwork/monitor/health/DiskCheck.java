package io.github.steadwork.monitor.health;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room is left: DEGRADED below 10 %, DOWN below 2 %. */
record DiskCheck(Path path) implements HealthCheck {

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Finding look() throws IOException {
        FileStore store = Files.getFileStore(path);
        double free = (double) store.getUsableSpace() / Math.max(1, store.getTotalSpace());
        String reason = Math.round(free * 100) + " % free, " + store.getUsableSpace() / 1_000_000 + " MB";
        return Finding.of(free < 0.02, free < 0.1, reason);
    }
}
