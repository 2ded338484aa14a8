package io.github.steadwork.processor;

import io.github.steadwork.job.AutoRegister;
import io.github.steadwork.job.BaseJob;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Lists the jobs annotated with {@link AutoRegister} in {@code META-INF/services/io.github.steadwork.job.BaseJob}, where
 * {@code JobRegistry.Builder.registerDiscovered} finds them. A job that could not be loaded from there is a compile
 * error that says what to do.
 *
 * <p>Where only some sources of a module are compiled anew, the jobs of the others stay listed as long as their classes
 * are there; a job that has lost its annotation leaves the list.
 *
 * <p>From JDK 23 on the compiler does not run processors that it finds on the class path: name this artifact in
 * {@code <annotationProcessorPaths>} of the Maven compiler plug-in (in Gradle: {@code annotationProcessor}), or give the
 * compiler {@code -proc:full}. An application that is a module {@code provides} its jobs in its descriptor, for service
 * files do not count there.
 */
public final class AutoRegisterProcessor extends AbstractProcessor {

    static final String SERVICE_FILE = "META-INF/services/" + BaseJob.class.getName();

    private final Set<String> jobs = new TreeSet<>();
    private final Set<String> compiled = new HashSet<>();

    /** For the compiler. */
    public AutoRegisterProcessor() {}

    /** All, so that it is also called when the last job has lost its annotation. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Leaves all annotations to other processors as well. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            if (root instanceof TypeElement type) {
                compiled.add(binaryName(type));
            }
        }
        JobClassRules rules = new JobClassRules(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
        for (Element element : round.getElementsAnnotatedWith(AutoRegister.class)) {
            TypeElement job = (TypeElement) element;
            rules.firstBroken(job).ifPresentOrElse(broken -> error(broken, job), () -> jobs.add(binaryName(job)));
        }
        if (round.processingOver() && !round.errorRaised()) {
            new ServiceFile(processingEnv).update(jobs, compiled);
        }
        return false;
    }

    private String binaryName(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    private void error(String message, Element element) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
    }
}
