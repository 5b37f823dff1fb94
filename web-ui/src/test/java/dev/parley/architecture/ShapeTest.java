package dev.parley.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules for everything in the server's process: contracts, core, scheduler, gateway, server and pages. */
class ShapeTest {
    private static final Set<String> WAITING_PACKAGES = Set.of(
            "dev.parley.scheduler.matching",
            "dev.parley.scheduler.queue",
            "dev.parley.scheduler.sweep",
            "dev.parley.gateway.work",
            "dev.parley.core.dataset");

    /** What the program's main thread calls before it says that the server is ready. */
    private static final Set<String> BEFORE_READY = Set.of(
            "dev.parley.server.EmbeddedSimulators",
            "dev.parley.server.FirstAdminLine",
            "dev.parley.server.RegisteredSimulators");

    /** Threads of their own, where waiting blocks nobody. */
    private static final DescribedPredicate<JavaClass> OWN_THREADS = describe(
            "work on threads of their own",
            type -> WAITING_PACKAGES.contains(type.getPackageName()) || BEFORE_READY.contains(type.getName()));

    private static final DescribedPredicate<JavaClass> PROGRAMS = describe(
            "are programs",
            type -> type.tryGetMethod("main", String[].class).isPresent()
                    || type.isAssignableTo("io.quarkus.runtime.QuarkusApplication"));

    private static JavaClasses parley;

    @BeforeAll
    static void read() {
        parley = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.parley");
    }

    @Test
    void modulesDependOneWay() {
        noClasses()
                .that(resideInAPackage("dev.parley.contracts.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.parley..")
                        .and(describe(
                                "lie outside contracts",
                                type -> !type.getPackageName().startsWith("dev.parley.contracts")
                                        && !type.getPackageName().startsWith("dev.parley.station.v1"))))
                .check(parley);
        noClasses()
                .that(resideInAPackage("dev.parley.core.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.parley.scheduler..", "dev.parley.gateway..", "dev.parley.server..", "dev.parley.ui..")
                .check(parley);
        noClasses()
                .that(resideInAPackage("dev.parley.scheduler.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.parley.gateway..", "dev.parley.server..", "dev.parley.ui..")
                .check(parley);
        noClasses()
                .that(resideInAPackage("dev.parley.gateway.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.parley.server..", "dev.parley.ui..")
                .check(parley);
    }

    @Test
    void pagesOnlyCallServices() {
        noClasses()
                .that(resideInAPackage("dev.parley.ui.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.parley.scheduler..",
                        "dev.parley.server..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "io.lettuce..",
                        "io.vertx.sqlclient..",
                        "org.kurento..")
                .check(parley);
        noClasses()
                .that(describe("are not pages", type -> !type.getPackageName().startsWith("dev.parley.ui")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.ui..")
                .check(parley);
    }

    @Test
    void entitiesStayInsideTheirFeature() {
        classes().that().areAnnotatedWith(Entity.class).should().notBePublic().check(parley);
    }

    /** What decides, counts or ranks cannot even see what a detector guesses. */
    @Test
    void guessesOfDetectorsAreReadOnlyWhereTheyAreKeptAndShown() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.parley.core.detector..",
                        "dev.parley.core.episode..",
                        "dev.parley.core.station..",
                        "dev.parley.core.rest.episode..",
                        "dev.parley.core.rest.catalogue..",
                        "dev.parley.gateway.session..",
                        "dev.parley.ui.episode..",
                        "dev.parley.ui.detector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.core.detector..")
                .check(parley);
    }

    @Test
    void schedulerGatewayServerAndPagesHaveNoCycles() {
        for (String module : new String[] {"scheduler", "gateway", "server", "ui"}) {
            slices().matching("dev.parley." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(parley);
        }
    }

    @Test
    void onlyProgramsWriteToTheTerminal() {
        noClasses()
                .that(DescribedPredicate.not(PROGRAMS))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(parley);
    }

    @Test
    void nobodyWaitsOnTheEventLoop() {
        noClasses()
                .that(DescribedPredicate.not(OWN_THREADS))
                .should()
                .callMethod(Uni.class, "await")
                .check(parley);
    }
}
