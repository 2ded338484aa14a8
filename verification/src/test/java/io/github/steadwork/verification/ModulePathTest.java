package io.github.steadwork.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that has the library on its module path. */
final class ModulePathTest {

    private static final List<String> ON_PATH = List.of(
            "core",
            "pipeline",
            "queue-inmemory",
            "jobs-ingestion",
            "jobs-processing",
            "jobs-analysis",
            "jackson-",
            "slf4j-api",
            "failsafe",
            "fastcsv",
            "caffeine",
            "h2");

    @TempDir
    private Path folder;

    @Test
    void readyMadeJobsReadTheirParametersResultsAndCheckpointsThere() throws Exception {
        String modules = classPath().filter(ModulePathTest::isOnPath).collect(Collectors.joining(File.pathSeparator));
        assumeTrue(isModule(modules), "compiled without module descriptors");
        Path output = folder.resolve("output.txt");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--module-path",
                        modules,
                        "--add-modules",
                        "ALL-MODULE-PATH,jdk.httpserver",
                        "--class-path",
                        location(ModulePathMain.class),
                        ModulePathMain.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(output))
                .isTrue();
        assertThat(Files.readString(output).lines())
                .contains(
                        "ingest-file",
                        "ingest-database",
                        "ingest-api",
                        "transform",
                        "validate",
                        "deduplicate",
                        "aggregate",
                        "profile",
                        "statistics",
                        "report");
    }

    private static Stream<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    /** A jar by its name, and a folder of classes by the module that it belongs to. */
    private static boolean isOnPath(String entry) {
        Path path = Path.of(entry).toAbsolutePath();
        if (Files.isDirectory(path)) {
            return ON_PATH.contains(path.getParent().getParent().getFileName().toString());
        }
        String name = path.getFileName().toString().replaceFirst("^steadwork-", "");
        return ON_PATH.stream().anyMatch(name::startsWith);
    }

    private static boolean isModule(String modules) {
        return Arrays.stream(modules.split(File.pathSeparator))
                .allMatch(entry -> !Files.isDirectory(Path.of(entry))
                        || Files.exists(Path.of(entry).resolve("module-info.class")));
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
