package io.github.steadwork.processor;

import io.github.steadwork.job.AutoRegister;
import io.github.steadwork.job.BaseJob;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Lists the jobs annotated with {@link AutoRegister} in {@code META-INF/services/io.github.steadwork.job.BaseJob}, where
 * {@code JobRegistry.Builder.registerDiscovered} finds them. A job that could not be loaded from there is a compile
 * error that says what to do.
 *
 * <p>The list holds the jobs of one compilation and replaces what an earlier one wrote, so a job that has lost its
 * annotation leaves it. A build tool that compiles only what has changed knows this kind of processor as
 * <em>aggregating</em>, and hands it all annotated classes each time.
 *
 * <p>From JDK 23 on the compiler does not look for processors on the class path by itself: name this artifact in
 * {@code <annotationProcessorPaths>} of the Maven compiler plug-in (in Gradle: {@code annotationProcessor}), or give the
 * compiler {@code -proc:full}. An application that is a module {@code provides} its jobs in its descriptor, for service
 * files do not count there.
 */
public final class AutoRegisterProcessor extends AbstractProcessor {

    private static final String SERVICE_FILE = "META-INF/services/" + BaseJob.class.getName();

    private final Map<String, TypeElement> found = new LinkedHashMap<>();

    /** For the compiler. */
    public AutoRegisterProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(AutoRegister.class.getName());
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of("org.gradle.annotation.processing.aggregating");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Leaves the annotation to other processors as well. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        JobClassRules rules = new JobClassRules(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
        for (Element element : round.getElementsAnnotatedWith(AutoRegister.class)) {
            TypeElement job = (TypeElement) element;
            rules.firstBroken(job)
                    .ifPresentOrElse(
                            broken -> error(broken, job),
                            () -> found.put(
                                    processingEnv
                                            .getElementUtils()
                                            .getBinaryName(job)
                                            .toString(),
                                    job));
        }
        if (round.processingOver() && !round.errorRaised() && !found.isEmpty()) {
            writeServiceFile();
        }
        return false;
    }

    private void writeServiceFile() {
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(
                        StandardLocation.CLASS_OUTPUT, "", SERVICE_FILE, found.values().toArray(Element[]::new))
                .openWriter()) {
            // sorted, so that the same sources give the same bytes in whatever order they are compiled
            for (String name : new TreeSet<>(found.keySet())) {
                writer.write(name + "\n");
            }
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            "cannot write " + SERVICE_FILE + ": " + e.getMessage()
                                    + "; check that the output folder can be written and that no other processor writes it");
        }
    }

    private void error(String message, Element element) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
    }
}
