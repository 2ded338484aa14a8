package io.github.steadwork.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobRegistry;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AutoRegisterProcessorTest {

    private static final String SERVICE_FILE = "META-INF/services/io.github.steadwork.job.BaseJob";

    @TempDir
    private Path folder;

    private Path sources;
    private Path classes;

    @BeforeEach
    void makeFolders() throws IOException {
        sources = Files.createDirectories(folder.resolve("src/shop"));
        classes = Files.createDirectories(folder.resolve("classes"));
    }

    /** A job class by its declaration, as {@code public class A}, with what stands before the constructor's name. */
    private static String job(String declaration, String name, String constructor) {
        return """
                @AutoRegister
                %s extends BaseJob<String, Void> {
                    %s%s { super(JobType.of("%s", String.class)); }
                    @Override protected Void execute(String params, JobContext context) { return null; }
                }
                """.formatted(
                        declaration, constructor.replace("NAME", name), constructor.contains("(") ? "" : "()", name);
    }

    private static String job(String name) {
        return job("public class " + name, name, "public NAME");
    }

    private Path source(String name, String body) throws IOException {
        return Files.writeString(
                sources.resolve(name + ".java"), "package shop;\nimport io.github.steadwork.job.*;\n" + body);
    }

    private List<String> compile(Path... files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    classes + File.pathSeparator + System.getProperty("java.class.path"));
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, manager, said, options, null, manager.getJavaFileObjects(files));
            task.setProcessors(List.of(new AutoRegisterProcessor()));
            task.call();
        }
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private JobRegistry discovered() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            return JobRegistry.builder().registerDiscovered(loader).build();
        }
    }

    @Test
    void annotatedJobsAreDiscovered() throws IOException {
        String nested = "public class Outer {\n" + job("public static class Inner", "Inner", "public NAME") + "}\n";

        assertThat(compile(source("B", job("B")), source("A", job("A")), source("Outer", nested)))
                .isEmpty();

        assertThat(classes.resolve(SERVICE_FILE)).hasContent("shop.A\nshop.B\nshop.Outer$Inner\n");
        assertThat(discovered().names()).containsExactlyInAnyOrder("A", "B", "Inner");
    }

    @Test
    void aJobThatExtendsAnAnnotatedJobsParentIsDiscovered() throws IOException {
        String parent = """
                public abstract class Parent extends BaseJob<String, Void> {
                    protected Parent(String name) { super(JobType.of(name, String.class)); }
                    @Override protected Void execute(String params, JobContext context) { return null; }
                }
                """;
        String child = "@AutoRegister public final class Child extends Parent { public Child() { super(\"c\"); } }";

        assertThat(compile(source("Parent", parent), source("Child", child))).isEmpty();
        assertThat(discovered().names()).containsExactly("c");
    }

    @Test
    void aClassWithoutAConstructorHasAPublicOne() throws IOException {
        String parent = """
                public abstract class Parent extends BaseJob<String, Void> {
                    protected Parent() { super(JobType.of("implicit", String.class)); }
                    @Override protected Void execute(String params, JobContext context) { return null; }
                }
                """;

        assertThat(compile(
                        source("Parent", parent),
                        source("Child", "@AutoRegister public class Child extends Parent {}")))
                .isEmpty();
        assertThat(discovered().names()).containsExactly("implicit");
    }

    @Test
    void aJobThatIsNotCompiledThisTimeStaysListed() throws IOException {
        compile(source("A", job("A")), source("B", job("B")));

        assertThat(compile(source("C", job("C")))).isEmpty();

        assertThat(discovered().names()).containsExactlyInAnyOrder("A", "B", "C");
    }

    @Test
    void aJobWhoseClassIsGoneLeavesTheList() throws IOException {
        Path first = source("A", job("A"));
        compile(first, source("B", job("B")));
        Files.delete(classes.resolve("shop/B.class"));

        assertThat(compile(first)).isEmpty();

        assertThat(classes.resolve(SERVICE_FILE)).hasContent("shop.A\n");
    }

    @Test
    void aJobThatHasLostItsAnnotationLeavesTheListEvenIfItWasTheLast() throws IOException {
        compile(source("A", job("A")));

        assertThat(compile(source("A", job("A").replace("@AutoRegister", "")))).isEmpty();

        assertThat(classes.resolve(SERVICE_FILE)).isEmptyFile();
        assertThat(discovered().names()).isEmpty();
    }

    @Test
    void withoutAnnotatedJobsNothingIsWritten() throws IOException {
        assertThat(compile(source("Plain", "public class Plain {}"))).isEmpty();

        assertThat(classes.resolve(SERVICE_FILE)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public abstract class A  | public NAME              | it is abstract; annotate the classes that extend it instead",
                "class A                  | public NAME              | it is not public; make it, and every class around it, public",
                "public class A           | NAME                     | it has no public constructor without parameters; add one",
                "public class A           | public NAME(int size)    | it has no public constructor without parameters; add one"
            })
    void aClassThatCouldNotBeLoadedIsACompileError(String declaration, String constructor, String message)
            throws IOException {
        List<String> errors = compile(source("A", job(declaration, "A", constructor)));

        assertThat(errors).singleElement().asString().startsWith("@AutoRegister on shop.A: " + message);
        assertThat(classes.resolve(SERVICE_FILE)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "public class Inner, 'it is an inner class; make it static, or move it to a file of its own'",
        "static class Inner, 'it is not public; make it, and every class around it, public'"
    })
    void aNestedClassThatCouldNotBeLoadedIsACompileError(String declaration, String message) throws IOException {
        List<String> errors =
                compile(source("Outer", "public class Outer {\n" + job(declaration, "Inner", "public NAME") + "}\n"));

        assertThat(errors).containsExactly("@AutoRegister on shop.Outer.Inner: " + message);
    }

    @Test
    void aPublicClassInsideAHiddenOneIsACompileError() throws IOException {
        List<String> errors = compile(
                source("Outer", "class Outer {\n" + job("public static class Inner", "Inner", "public NAME") + "}\n"));

        assertThat(errors).singleElement().asString().contains("every class around it, public");
    }

    @ParameterizedTest
    @CsvSource({"public class A {}", "public interface A {}", "public enum A {}", "public record A() {}"})
    void whatIsNoJobIsACompileError(String declaration) throws IOException {
        assertThat(compile(source("A", "@AutoRegister " + declaration)))
                .containsExactly(
                        "@AutoRegister on shop.A: it is not a job; let it extend io.github.steadwork.job.BaseJob");
    }

    @Test
    void oneWrongJobKeepsTheListFromBeingWritten() throws IOException {
        List<Path> files = new ArrayList<>(List.of(source("Good", job("Good"))));
        files.add(source("Bad", "@AutoRegister public class Bad {}"));

        assertThat(compile(files.toArray(Path[]::new))).hasSize(1);
        assertThat(classes.resolve(SERVICE_FILE)).doesNotExist();
    }

    @Test
    void compilersFindTheProcessorAsAService() {
        assertThat(ServiceLoader.load(Processor.class)).hasAtLeastOneElementOfType(AutoRegisterProcessor.class);
    }
}
