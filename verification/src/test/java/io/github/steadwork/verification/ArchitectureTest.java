package io.github.steadwork.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ladder: a lower rung never names a higher one, and there is no circle of packages anywhere. */
final class ArchitectureTest {

    private static final String ROOT = "io.github.steadwork";

    /** From the lowest rung to the highest. */
    private static final List<String> CORE = List.of("retry", "codec", "config", "job", "queue", "event", "engine");

    private static final List<String> SPOKES = List.of(
            "queue.inmemory",
            "queue.jdbc",
            "scheduler",
            "monitor",
            "notify",
            "metrics",
            "tracing",
            "pipeline",
            "testkit",
            "processor");

    /** Formats of their own modules stand on the pipeline; nobody stands on them. */
    private static final List<String> FORMATS = List.of("format.excel", "format.parquet");

    /** Forms of reports stand on the job that writes reports; nobody stands on them. */
    private static final List<String> REPORTS = List.of("report.excel", "report.pdf");

    private static final List<String> JOBS = List.of("jobs.ingestion", "jobs.processing", "jobs.analysis");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyModuleIsLookedAt() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                .contains(
                        ROOT + ".job",
                        ROOT + ".engine",
                        ROOT + ".testkit",
                        ROOT + ".queue.inmemory",
                        ROOT + ".queue.jdbc",
                        ROOT + ".scheduler",
                        ROOT + ".monitor",
                        ROOT + ".notify",
                        ROOT + ".metrics",
                        ROOT + ".tracing",
                        ROOT + ".pipeline.row",
                        ROOT + ".format.excel",
                        ROOT + ".format.parquet",
                        ROOT + ".jobs.ingestion",
                        ROOT + ".jobs.processing",
                        ROOT + ".jobs.analysis",
                        ROOT + ".report.excel",
                        ROOT + ".report.pdf",
                        ROOT + ".datajobs");
    }

    @Test
    void noPackageOfCoreNamesOneThatStandsHigher() {
        for (int rung = 0; rung < CORE.size(); rung++) {
            String[] higher = CORE.subList(rung + 1, CORE.size()).stream()
                    .map(name -> ROOT + "." + name)
                    .toArray(String[]::new);
            if (higher.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "." + CORE.get(rung))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(higher)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void coreNamesNoOtherModule() {
        for (String rung : CORE) {
            forbid(ROOT + "." + rung, concat(concat(SPOKES, JOBS), List.of("datajobs")))
                    .check(CLASSES);
        }
    }

    @Test
    void spokesDoNotNameEachOtherNorTheJobs() {
        for (String spoke : SPOKES) {
            List<String> others = concat(SPOKES, JOBS).stream()
                    .filter(other -> !other.equals(spoke))
                    .toList();
            forbid(ROOT + "." + spoke + "..", others).check(CLASSES);
        }
    }

    @Test
    void formatsKnowThePipelineAndNobodyKnowsThem() {
        for (String format : FORMATS) {
            List<String> others = concat(SPOKES, JOBS).stream()
                    .filter(other -> !other.equals("pipeline"))
                    .toList();
            forbid(ROOT + "." + format + "..", concat(others, CORE.subList(CORE.indexOf("queue"), CORE.size())))
                    .check(CLASSES);
            for (String other : concat(CORE, concat(SPOKES, JOBS))) {
                forbid(ROOT + "." + other + "..", List.of(format)).check(CLASSES);
            }
        }
    }

    @Test
    void formsOfReportsKnowTheReportAndNobodyKnowsThem() {
        for (String report : REPORTS) {
            List<String> others = concat(SPOKES, JOBS).stream()
                    .filter(other -> !other.equals("jobs.analysis"))
                    .toList();
            forbid(ROOT + "." + report + "..", concat(others, CORE)).check(CLASSES);
            for (String other : concat(CORE, concat(SPOKES, JOBS))) {
                forbid(ROOT + "." + other + "..", List.of(report)).check(CLASSES);
            }
        }
    }

    @Test
    void readyMadeJobsKnowThePipelineAndTheJobButNoQueueNorEachOther() {
        for (String job : JOBS) {
            List<String> others = concat(SPOKES, JOBS).stream()
                    .filter(other -> !other.equals(job) && !other.equals("pipeline"))
                    .toList();
            forbid(ROOT + "." + job + "..", others).check(CLASSES);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + job + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".queue", ROOT + ".event", ROOT + ".engine")
                    .check(CLASSES);
        }
    }

    @Test
    void dataJobsStandOnSchedulerAndPipelineAndKnowNoReadyMadeJobNorBackend() {
        List<String> others = concat(SPOKES, JOBS).stream()
                .filter(other -> !other.equals("scheduler") && !other.equals("pipeline"))
                .toList();
        forbid(ROOT + ".datajobs..", others).check(CLASSES);
        for (String lower : concat(SPOKES, JOBS)) {
            forbid(ROOT + "." + lower + "..", List.of("datajobs")).check(CLASSES);
        }
    }

    @Test
    void thePipelineKnowsAJobsContextAndNothingOfQueues() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".pipeline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".queue", ROOT + ".event", ROOT + ".engine", ROOT + ".config")
                .check(CLASSES);
    }

    @Test
    void thereIsNoCircleOfPackages() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void jacksonStaysBehindTheCodec() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(CORE.stream().map(name -> ROOT + "." + name).toArray(String[]::new))
                .should(nameNoTypeOf("com.fasterxml.jackson"))
                .check(CLASSES);
    }

    @Test
    void theseRulesCanFail() {
        assertThatThrownBy(() -> forbid(ROOT + ".engine", List.of("job")).check(CLASSES))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() ->
                        forbid(ROOT + ".jobs.ingestion..", List.of("pipeline")).check(CLASSES))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> methods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(ROOT + ".retry")
                        .should(nameNoTypeOf("dev.failsafe"))
                        .check(CLASSES))
                .isInstanceOf(AssertionError.class);
    }

    private static ArchRule forbid(String from, List<String> to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        to.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    private static ArchCondition<JavaMethod> nameNoTypeOf(String prefix) {
        return new ArchCondition<>("name no type of " + prefix + " in its signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean named = method.getRawReturnType().getName().startsWith(prefix)
                        || method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.getName().startsWith(prefix));
                events.add(new SimpleConditionEvent(method, !named, method.getFullName()));
            }
        };
    }
}
