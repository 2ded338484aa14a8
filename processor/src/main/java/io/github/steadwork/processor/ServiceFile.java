package io.github.steadwork.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/** The list of jobs in the output folder. */
final class ServiceFile {

    private static final String NAME = AutoRegisterProcessor.SERVICE_FILE;

    private final ProcessingEnvironment environment;

    ServiceFile(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Lists these jobs, and of those listed before the ones that this compilation has left alone. */
    void update(Set<String> jobs, Set<String> compiled) {
        List<String> before = read();
        // sorted, so that the same sources give the same bytes in whatever order they are compiled
        Set<String> now = new TreeSet<>(jobs);
        before.stream()
                .filter(job -> !compiled.contains(outermost(job)) && exists(job))
                .forEach(now::add);
        if (!now.equals(Set.copyOf(before))) {
            write(now);
        }
    }

    private List<String> read() {
        try {
            return environment
                    .getFiler()
                    .getResource(StandardLocation.CLASS_OUTPUT, "", NAME)
                    .getCharContent(true)
                    .toString()
                    .lines()
                    .distinct()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private void write(Set<String> jobs) {
        try (Writer writer = environment
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", NAME)
                .openWriter()) {
            for (String job : jobs) {
                writer.write(job + "\n");
            }
        } catch (IOException e) {
            environment
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            "cannot write " + NAME + ": " + e.getMessage()
                                    + "; check that the output folder can be written and that no other processor writes it");
        }
    }

    private static String outermost(String binaryName) {
        int nested = binaryName.indexOf('$');
        return nested < 0 ? binaryName : binaryName.substring(0, nested);
    }

    private boolean exists(String binaryName) {
        return environment.getElementUtils().getTypeElement(binaryName.replace('$', '.')) != null;
    }
}
