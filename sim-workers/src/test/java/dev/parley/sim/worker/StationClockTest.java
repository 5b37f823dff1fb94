package dev.parley.sim.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A clock that is set by an hour in mid-episode changes nothing: neither the SDK nor the episode's loop ever reads it. */
class StationClockTest {

    @Test
    void stationNeverReadsTheTimeOfDay() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Instant.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Date.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "dev.parley.station",
                                "dev.parley.station.lease",
                                "dev.parley.station.link",
                                "dev.parley.station.journal",
                                "dev.parley.station.stop",
                                "dev.parley.station.console",
                                "dev.parley.station.disk",
                                "dev.parley.station.spool",
                                "dev.parley.station.upload",
                                "dev.parley.sim.worker")
                        .that(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "not of the log", type -> !type.getName().endsWith("SingleLineFormatter"))));
    }
}
