package io.github.steadwork.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How root runs a server that refuses to be run by root: in a user namespace of its own, or else as the user nobody. */
enum RunAs {
    MYSELF(""),
    NAMESPACE("unshare -U"),
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final Object ROOT = 0;

    private final String prefix;

    RunAs(String prefix) {
        this.prefix = prefix;
    }

    /** What fits the user who owns that folder, which is the one who runs this JVM. */
    static RunAs fitting(Path ownFolder) throws IOException {
        if (!Files.getAttribute(ownFolder, "unix:uid").equals(ROOT)) {
            return MYSELF;
        }
        // Containers commonly forbid user namespaces.
        return ServerProcess.succeeds(NAMESPACE.command(List.of("true"))) ? NAMESPACE : NOBODY;
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.lines().flatMap(line -> Stream.of(line.split(" "))), command.stream())
                .toList();
    }

    /** Hands the folder over to whom the server runs as. */
    void giveOver(Path folder) throws IOException {
        if (this == NOBODY) {
            ServerProcess.run(List.of("chown", "-R", "65534:65534", folder.toString()), folder.resolve("chown.log"));
        }
    }
}
