package dev.parley.sim.scene;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PurityTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.parley.sim.mujoco",
                    "dev.parley.sim.render",
                    "dev.parley.sim.scene",
                    "dev.parley.sim.task",
                    "dev.parley.sim.expert",
                    "dev.parley.sim.policy",
                    "dev.parley.sim.planner",
                    "dev.parley.sim.training",
                    "dev.parley.sim.rollout",
                    "dev.parley.sim.evaluate",
                    "dev.parley.sim.detector");

    @Test
    void packagesDependOneWay() {
        slices().matching("dev.parley.sim.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void simulatedWorldReadsNoClockAndKeepsNoLog() {
        noClasses()
                .that()
                .resideInAnyPackage("..mujoco..", "..render..", "..scene..", "..task..", "..expert..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.time..", "java.util.logging..", "org.slf4j..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .check(classes);
    }

    @Test
    void onlyMainsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..training..", "..rollout..", "..planner..", "..detector..")
                .should()
                .accessField(System.class, "out")
                .check(classes);
    }

    @Test
    void learnedPoliciesCannotReachTheTrueState() {
        noClasses()
                .that()
                .haveSimpleName("LearnedPolicy")
                .or()
                .haveSimpleNameEndingWith("Network")
                .or()
                .haveSimpleName("SuccessDetector")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..task..", "..expert..")
                .check(classes);
    }
}
