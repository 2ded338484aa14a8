package io.github.steadwork.benchmarks.data;

import com.sun.management.OperatingSystemMXBean;
import io.github.steadwork.benchmarks.data.peer.Task;
import io.github.steadwork.benchmarks.data.peer.Work;
import io.github.steadwork.benchmarks.data.peer.Works;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What runs in the JVM of a contender: does its work once for each line that it reads, and answers with what it took. */
final class WorkMain {

    static final String DONE = "done";
    static final String FAILED = "failed";
    static final String TELL = "tell";

    private final Work work;
    private final Path csv;
    private final Path rows;
    private Work.Evidence evidence = Work.Evidence.NONE;
    private Path folder = Path.of("steadwork-bench-none");

    private WorkMain(Work work, Path csv, Path rows) {
        this.work = work;
        this.csv = csv;
        this.rows = rows;
    }

    /**
     * Measure, peer, CSV file and rows file are the arguments. An order is {@link #TELL}, for what came out of the last time, or the
     * URL of a database, or empty.
     */
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        WorkMain main = new WorkMain(Works.named(args[0], args[1]), Path.of(args[2]), Path.of(args[3]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            answers.println(main.answer(order).replaceAll("[\r\n]+", " "));
        }
        System.exit(0);
    }

    /** An error, and that is mostly too little memory, is an answer too. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private String answer(String order) throws IOException {
        try {
            return DONE + "\t" + (order.equals(TELL) ? tell() : measure(order));
        } catch (Throwable failure) {
            failure.printStackTrace();
            delete(folder);
            return FAILED + "\t" + failure;
        }
    }

    private String tell() throws Exception {
        String told = evidence.tell();
        delete(folder);
        return told;
    }

    private String measure(String database) throws Exception {
        delete(folder);
        folder = Files.createTempDirectory("steadwork-bench-");
        Task task = new Task(csv, rows, folder, database);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        MemoryPeak.reset();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        evidence = work.run(task);
        long nanos = System.nanoTime() - start;
        long cpuNanos = system.getProcessCpuTime() - cpu;
        return String.join(
                "\t",
                Long.toString(nanos),
                Long.toString(cpuNanos),
                Long.toString(MemoryPeak.heap()),
                Long.toString(MemoryPeak.process().orElse(0)));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            content.sorted(Comparator.reverseOrder()).forEach(WorkMain::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
