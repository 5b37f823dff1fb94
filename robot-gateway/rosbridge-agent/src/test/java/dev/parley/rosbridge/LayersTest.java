package dev.parley.rosbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley.rosbridge");

    @Test
    void eachLayerKnowsOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wire")
                .definedBy("dev.parley.rosbridge.wire..")
                .layer("description")
                .definedBy("dev.parley.rosbridge.description..")
                .layer("envelope")
                .definedBy("dev.parley.rosbridge.envelope..")
                .layer("motion")
                .definedBy("dev.parley.rosbridge.motion..")
                .layer("safety")
                .definedBy("dev.parley.rosbridge.safety..")
                .layer("journal")
                .definedBy("dev.parley.rosbridge.journal..")
                .layer("commissioning")
                .definedBy("dev.parley.rosbridge.commissioning..")
                .layer("agent")
                .definedBy("dev.parley.rosbridge.agent..")
                .whereLayer("wire")
                .mayNotAccessAnyLayer()
                .whereLayer("description")
                .mayNotAccessAnyLayer()
                .whereLayer("envelope")
                .mayOnlyAccessLayers("description")
                .whereLayer("motion")
                .mayOnlyAccessLayers("wire")
                .whereLayer("safety")
                .mayOnlyAccessLayers("wire", "description", "envelope", "motion")
                .whereLayer("journal")
                .mayOnlyAccessLayers("motion")
                .whereLayer("commissioning")
                .mayOnlyAccessLayers("wire", "description", "envelope", "motion", "safety")
                .whereLayer("agent")
                .mayNotBeAccessedByAnyLayer()
                .check(classes);
    }

    @Test
    void envelopeAndDescriptionArePure() {
        noClasses()
                .that()
                .resideInAnyPackage("..envelope..", "..description..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger")
                .check(classes);
    }

    @Test
    void safetyKnowsNoPolicyAndNoPrompt() {
        noClasses()
                .that()
                .resideInAnyPackage("..envelope..", "..motion..", "..safety..", "..journal..", "..commissioning..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.parley.policy..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("EpisodeSpec")
                .check(classes);
    }

    @Test
    void onlyTheConsolePrints() {
        noClasses()
                .that()
                .doNotHaveSimpleName("AgentConsole")
                .should()
                .accessField(System.class, "out")
                .check(classes);
    }
}
