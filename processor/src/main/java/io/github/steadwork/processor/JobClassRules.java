package io.github.steadwork.processor;

import io.github.steadwork.job.BaseJob;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What a class must be for a service loader to make a job of it. */
final class JobClassRules {

    private final Elements elements;
    private final Types types;

    JobClassRules(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** What is wrong with this class and what to do; empty if nothing is. */
    Optional<String> firstBroken(TypeElement job) {
        return broken(job).map(problem -> "@AutoRegister on " + job.getQualifiedName() + ": " + problem);
    }

    private Optional<String> broken(TypeElement job) {
        if (!isJob(job)) {
            return Optional.of("it is not a job; let it extend " + BaseJob.class.getName());
        }
        if (job.getModifiers().contains(Modifier.ABSTRACT)) {
            return Optional.of("it is abstract; annotate the classes that extend it instead");
        }
        if (isInner(job)) {
            return Optional.of("it is an inner class; make it static, or move it to a file of its own");
        }
        if (!isPublic(job)) {
            return Optional.of("it is not public; make it, and every class around it, public");
        }
        if (!hasPublicEmptyConstructor(job)) {
            return Optional.of("it has no public constructor without parameters; add one, or leave the annotation away"
                    + " and register an instance with JobRegistry.Builder.register");
        }
        return Optional.empty();
    }

    private boolean isJob(TypeElement job) {
        TypeElement base = elements.getTypeElement(BaseJob.class.getName());
        return base != null
                && job.getKind() == ElementKind.CLASS
                && types.isSubtype(types.erasure(job.asType()), types.erasure(base.asType()));
    }

    private static boolean isInner(TypeElement job) {
        // a local class is seen by no processor
        return job.getNestingKind() == NestingKind.MEMBER && !job.getModifiers().contains(Modifier.STATIC);
    }

    private static boolean isPublic(TypeElement job) {
        for (Element level = job; level instanceof TypeElement; level = level.getEnclosingElement()) {
            if (!level.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasPublicEmptyConstructor(TypeElement job) {
        for (ExecutableElement constructor : ElementFilter.constructorsIn(job.getEnclosedElements())) {
            if (constructor.getParameters().isEmpty()
                    && constructor.getModifiers().contains(Modifier.PUBLIC)) {
                return true;
            }
        }
        return false;
    }
}
