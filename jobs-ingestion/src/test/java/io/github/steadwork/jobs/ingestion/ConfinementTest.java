package io.github.steadwork.jobs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is confined to a folder, and parameters that want to get out of it. */
class ConfinementTest {

    private static final String CSV = "state,cost\nTexas,0\n";
    private static final String REFUSED = "leads out of the folder that this job is confined to";

    @TempDir
    Path folder;

    private Path root;
    private FileIngestionJob job;

    @BeforeEach
    void confine() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        job = FileIngestionJob.confinedTo(root);
        Files.writeString(root.resolve("in.csv"), CSV);
        Files.writeString(folder.resolve("secret.csv"), CSV);
        Files.createDirectory(folder.resolve("outside"));
        Files.writeString(folder.resolve("outside/secret.csv"), CSV);
    }

    private String failure(String source, String output) {
        return Inbox.failure(job, FileIngestion.csv(source).to(Path.of(output)));
    }

    @Test
    void relativePathsStartAtTheFolder() {
        FileIngestionResult result = Inbox.run(job, FileIngestion.csv("in.csv").to(Path.of("out/in.rows")));

        assertThat(result.output().orElseThrow().path())
                .isEqualTo(root.resolve("out/in.rows"))
                .exists();
    }

    @Test
    void absolutePathsAndPatternsInsideAreFine() {
        Inbox.run(job, FileIngestion.csv(root.resolve("in.csv")).to(root.resolve("a.rows")));
        Inbox.run(job, FileIngestion.csv("*.csv").to(Path.of("b.rows")));

        assertThat(root.resolve("b.rows")).exists();
    }

    @Test
    void dotsDoNotLeadOut() {
        assertThat(failure("../secret.csv", "out.rows")).contains(REFUSED);
        assertThat(failure("sub/../../secret.csv", "out.rows")).contains(REFUSED);
        assertThat(failure("../*.csv", "out.rows")).contains(REFUSED);
        assertThat(failure("in.csv", "../out.rows")).contains(REFUSED);
        assertThat(folder.resolve("out.rows")).doesNotExist();
    }

    @Test
    void absolutePathsDoNotLeadOut() {
        assertThat(failure(folder + "/secret.csv", "out.rows")).contains(REFUSED);
        assertThat(failure(folder + "/*.csv", "out.rows")).contains(REFUSED);
        assertThat(failure("in.csv", folder + "/out.rows")).contains(REFUSED);
    }

    @Test
    void aNeighbourWhoseNameBeginsTheSameIsOutside() throws IOException {
        Files.createDirectory(folder.resolve("root2"));
        Files.writeString(folder.resolve("root2/secret.csv"), CSV);

        assertThat(failure("../root2/secret.csv", "out.rows")).contains(REFUSED);
    }

    @Test
    void linksDoNotLeadOutWhenReading() throws IOException {
        Files.createSymbolicLink(root.resolve("link.csv"), folder.resolve("secret.csv"));
        Files.createSymbolicLink(root.resolve("linked"), folder.resolve("outside"));

        assertThat(failure("link.csv", "out.rows")).contains(REFUSED);
        assertThat(failure("linked/secret.csv", "out.rows")).contains(REFUSED);
        assertThat(failure("linked", "out.rows")).contains(REFUSED);
        assertThat(failure("link*.csv", "out.rows")).contains(REFUSED);
    }

    @Test
    void linksDoNotLeadOutWhenWriting() throws IOException {
        Files.createSymbolicLink(root.resolve("linked"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("dangling"), folder.resolve("outside/new.rows"));

        assertThat(failure("in.csv", "linked/out.rows")).contains(REFUSED);
        assertThat(failure("in.csv", "linked/deeper/out.rows")).contains(REFUSED);
        assertThat(failure("in.csv", "dangling")).contains(REFUSED);
        assertThat(folder.resolve("outside")).isDirectoryNotContaining("glob:**.rows");
    }

    @Test
    void rejectedRowsStayInsideAsWell() {
        String message = Inbox.failure(
                job,
                FileIngestion.csv("in.csv").rejectsTo(Path.of("../rejects.csv")).to(Path.of("out.rows")));

        assertThat(message).contains(REFUSED);
    }

    @Test
    void linksThatStayInsideAreFine() throws IOException {
        Files.createSymbolicLink(root.resolve("link.csv"), root.resolve("in.csv"));

        Inbox.run(job, FileIngestion.csv("link.csv").to(Path.of("out.rows")));

        assertThat(root.resolve("out.rows")).exists();
    }
}
