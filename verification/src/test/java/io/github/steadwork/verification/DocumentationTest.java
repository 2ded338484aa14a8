package io.github.steadwork.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.steadwork.config.JobSetting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation tells the truth: every Java block in it compiles, and every block with a {@code main} runs to its end. A
 * block without a class is the body of a method, with the imports of {@link #IMPORTS}.
 */
final class DocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("steadwork.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("^(?:public |final |abstract )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:final |abstract )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern MAIN_CLASS =
            Pattern.compile("class (\\w+)(?:(?!\\Rclass ).)*?static void main\\(", Pattern.DOTALL);

    private static final String IMPORTS = """
            import com.zaxxer.hikari.*;
            import io.github.steadwork.codec.*;
            import io.github.steadwork.config.*;
            import io.github.steadwork.engine.*;
            import io.github.steadwork.event.*;
            import io.github.steadwork.job.*;
            import io.github.steadwork.metrics.*;
            import io.github.steadwork.monitor.*;
            import io.github.steadwork.monitor.alert.*;
            import io.github.steadwork.monitor.health.*;
            import io.github.steadwork.notify.*;
            import io.github.steadwork.notify.channel.LogChannel;
            import io.github.steadwork.notify.channel.NotificationChannel;
            import io.github.steadwork.notify.channel.Occasion;
            import io.github.steadwork.notify.email.*;
            import io.github.steadwork.notify.http.*;
            import io.github.steadwork.queue.*;
            import io.github.steadwork.queue.inmemory.*;
            import io.github.steadwork.queue.jdbc.*;
            import io.github.steadwork.retry.*;
            import io.github.steadwork.scheduler.*;
            import io.github.steadwork.scheduler.firing.*;
            import io.github.steadwork.scheduler.orchestrator.*;
            import io.github.steadwork.testkit.*;
            import io.github.steadwork.tracing.*;
            import java.nio.file.*;
            import java.sql.Connection;
            import java.time.*;
            import java.util.*;
            import javax.sql.DataSource;
            """;

    @TempDir
    private Path folder;

    /** A block of code with where it stands. */
    private record Block(Path file, int number, String code) {
        @Override
        public String toString() {
            return ROOT.relativize(file) + ", block " + number;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBlockCompilesAndRuns() throws IOException {
        List<Block> blocks = blocks();
        assertThat(blocks).isNotEmpty();
        return blocks.stream().map(block -> DynamicTest.dynamicTest(block.toString(), () -> compileAndRun(block)));
    }

    @Test
    void theHelloWorldOfTheReadmeHasFifteenLinesAtMostAndSaysHello() throws Exception {
        Block hello = blocks().stream()
                .filter(block -> block.file().endsWith("README.md"))
                .findFirst()
                .orElseThrow();

        assertThat(hello.code().lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(15);
        assertThat(compileAndRun(hello)).contains("Hello, world");
    }

    @Test
    void everySettingIsDocumentedWithItsDefault() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/configuration.md"));

        for (JobSetting setting : JobSetting.values()) {
            assertThat(page).contains("| `" + setting.key() + "` | " + shown(setting.defaultText()) + " |");
        }
    }

    private static String shown(String text) {
        return text.isEmpty() ? "(empty)" : "`" + text + "`";
    }

    @Test
    void aBrokenBlockIsFound() throws IOException {
        Path page = Files.writeString(folder.resolve("broken.md"), "```java\nint x = \"no number\";\n```\n");

        assertThatCode(() -> compileAndRun(blocksOf(page).get(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("incompatible types");
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            for (Path page : pages) {
                blocks.addAll(blocksOf(page));
            }
        }
        return blocks;
    }

    private static List<Block> blocksOf(Path page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        while (matcher.find()) {
            blocks.add(new Block(page, blocks.size() + 1, matcher.group(1)));
        }
        return blocks;
    }

    /** Gives what the block printed. */
    private String compileAndRun(Block block) throws Exception {
        boolean whole = TYPE.matcher(block.code()).find();
        String source = whole ? withImports(block.code()) : asMethod(block.code());
        Path output = Files.createDirectories(
                folder.resolve("block-" + Integer.toHexString(block.toString().hashCode())));
        compile(block, source, output);
        Matcher main = MAIN_CLASS.matcher(block.code());
        return main.find() ? run(main.group(1), output) : "";
    }

    private static String withImports(String code) {
        return code.contains("import ") ? code : IMPORTS + code;
    }

    private static String asMethod(String code) {
        return IMPORTS + "class Block { void block() throws Exception {\n" + code + "\n} }";
    }

    private static void compile(Block block, String source, Path output) {
        Matcher type = PUBLIC_TYPE.matcher(source);
        String name = type.find() ? type.group(1) : "Block";
        try {
            Path file = Files.writeString(output.resolve(name + ".java"), source);
            StringWriter problems = new StringWriter();
            boolean compiled = ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            problems,
                            null,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    output.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            ToolProvider.getSystemJavaCompiler()
                                    .getStandardFileManager(null, null, null)
                                    .getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as("%s:%n%s", block, problems).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String mainClass, Path output) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {output.toUri().toURL()}, own)) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Thread.currentThread().setContextClassLoader(loader);
            Method main = loader.loadClass(mainClass).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
            Thread.currentThread().setContextClassLoader(own);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
