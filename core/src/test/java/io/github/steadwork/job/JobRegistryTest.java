package io.github.steadwork.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobRegistryTest {

    private static final JobType<String, Void> SEND =
            JobType.of("send-invoice", String.class).aliases("invoice");

    /** A job that a service file can name. */
    public static class Send extends BaseJob<String, Void> {

        /** For the service loader. */
        public Send() {
            super(SEND);
        }

        @Override
        protected @Nullable Void execute(String params, JobContext context) {
            return null;
        }
    }

    /** The same name by another class. */
    public static final class SendAgain extends Send {

        @Override
        protected void onFailure(String params, Throwable error, JobContext context) {}
    }

    private static JobRegistry.Builder discover(Path folder, String listed) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(BaseJob.class.getName()), listed);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, JobRegistryTest.class.getClassLoader())) {
            return JobRegistry.builder().registerDiscovered(loader);
        }
    }

    @Test
    void aJobIsFoundByItsNameAndItsAliases() {
        JobRegistry registry = JobRegistry.builder().register(new Send()).build();

        assertThat(registry.names()).containsExactlyInAnyOrder("send-invoice", "invoice");
        assertThat(registry.find("invoice"))
                .isEqualTo(registry.find("send-invoice"))
                .isPresent();
        assertThat(registry.find("send")).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsRefusedWithBothClasses() {
        JobRegistry.Builder builder = JobRegistry.builder().register(new Send());

        assertThatThrownBy(() -> builder.register(new SendAgain()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "job type '(send-invoice|invoice)' is registered twice: by .*\\$Send and by .*\\$SendAgain");
    }

    @Test
    void aJobWhoseAliasIsTakenIsNotRegisteredAtAll() {
        JobRegistry.Builder builder = JobRegistry.builder().register(new Send());
        JobType<String, Void> late = JobType.of("late", String.class).aliases("later", "invoice", "latest");

        assertThatThrownBy(() -> builder.register(late, (text, context) -> null))
                .hasMessageStartingWith("job type 'invoice' is registered twice");
        assertThat(builder.build().names()).containsExactlyInAnyOrder("send-invoice", "invoice");
    }

    @Test
    void aLambdaWillDoForAJob() {
        JobType<String, Integer> length = JobType.of("length", String.class, Integer.class);

        assertThat(BaseJob.of(length, (text, context) -> text.length()).run("four"))
                .isEqualTo(4);
        assertThat(JobRegistry.builder()
                        .register(length, (text, context) -> text.length())
                        .build()
                        .find("length"))
                .get()
                .satisfies(found -> assertThat(found.hasEndHooks()).isFalse());
    }

    @Test
    void aJobWithAHookOfTheEndIsKnownToHaveOne() {
        JobRegistry registry = JobRegistry.builder().register(new SendAgain()).build();

        assertThat(registry.find("invoice").orElseThrow().hasEndHooks()).isTrue();
        assertThat(registry.find("invoice").orElseThrow().jobClass()).isEqualTo(SendAgain.class);
    }

    @Test
    void theNearestNameHelpsWithATypingError() {
        JobRegistry registry = JobRegistry.builder().register(new Send()).build();

        assertThat(registry.nearest("send-invioce")).contains("send-invoice");
        assertThat(registry.nearest("invoices")).contains("invoice");
        assertThat(registry.nearest("aggregate-strikes")).isEmpty();
        assertThat(registry.nearest("")).isEmpty();
    }

    @Test
    void jobsThatAServiceFileListsAreRegistered(@TempDir Path folder) throws Exception {
        JobRegistry registry = discover(folder, Send.class.getName() + "\n").build();

        assertThat(registry.find("send-invoice").orElseThrow().jobClass()).isEqualTo(Send.class);
    }

    @Test
    void aServiceFileThatListsAStrangerIsRefusedWithItsName(@TempDir Path folder) {
        assertThatThrownBy(() -> discover(folder, JobRegistryTest.class.getName() + "\n"))
                .isInstanceOf(ServiceConfigurationError.class)
                .hasMessageContaining(JobRegistryTest.class.getName());
    }
}
