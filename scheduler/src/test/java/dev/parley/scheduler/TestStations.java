package dev.parley.scheduler;

import dev.parley.contracts.StationId;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationData.Admission;
import dev.parley.core.station.StationData.Connection;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stations as tests need them: simulators that run the test scene with the test policy. */
public final class TestStations {
    private TestStations() {}

    public static StationData online(String name, int slots) {
        return station(name, slots, Connection.ONLINE, Admission.OPEN, Optional.empty(), Optional.empty());
    }

    /** Of another kind. */
    public static StationData of(StationKind kind, String name) {
        StationData plain = online(name, 1);
        return changed(plain, kind, plain.sceneIds(), plain.otherBodies(), plain.lastSeen());
    }

    public static StationData stopped(String name) {
        return station(name, 1, Connection.ONLINE, Admission.OPEN, Optional.of("stop-1"), Optional.empty());
    }

    /** One that says itself why it takes no work. */
    public static StationData unfit(StationKind kind, String name, String why) {
        StationData plain = of(kind, name);
        return changed(plain, kind, Optional.of(why), plain.sceneIds(), plain.otherBodies(), plain.lastSeen());
    }

    public static StationData paused(String name) {
        return station(name, 1, Connection.ONLINE, Admission.PAUSED, Optional.empty(), Optional.empty());
    }

    public static StationData offline(String name, Instant lastSeen, String cause) {
        StationData plain = station(name, 1, Connection.OFFLINE, Admission.OPEN, Optional.empty(), Optional.of(cause));
        return seen(plain, lastSeen);
    }

    private static StationData station(
            String name,
            int slots,
            Connection connection,
            Admission admission,
            Optional<String> stop,
            Optional<String> offlineCause) {
        return new StationData(
                StationId.random(),
                name,
                StationKind.SIMULATOR,
                connection,
                admission,
                admission == Admission.OPEN ? Optional.empty() : Optional.of("The table is being cleaned."),
                stop,
                stop.map(ignored -> "spilled water"),
                Optional.empty(),
                TestTurns.EMBODIMENT,
                TestTurns.ACTIONS,
                Set.of(TestTurns.SCENE),
                Map.of(),
                Set.of(TestTurns.DIGEST),
                slots,
                Optional.empty(),
                List.of(),
                new byte[0],
                1,
                "boot",
                Optional.of(Instant.parse("2026-11-21T11:59:59Z")),
                offlineCause,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** One at whose console a person stands, or nobody does. */
    public static StationData attended(String name, StationData.Console console) {
        StationData plain = station(name, 1, Connection.ONLINE, Admission.OPEN, Optional.empty(), Optional.empty());
        return new StationData(
                plain.id(),
                plain.name(),
                StationKind.REHEARSAL,
                plain.connection(),
                plain.admission(),
                plain.admissionNote(),
                plain.stopId(),
                plain.stopNote(),
                plain.fault(),
                plain.embodiment(),
                plain.actionSpaceKind(),
                plain.sceneIds(),
                plain.otherBodies(),
                plain.policyDigests(),
                plain.slots(),
                plain.inference(),
                plain.running(),
                plain.capabilities(),
                plain.sessionEpoch(),
                plain.bootId(),
                plain.lastSeen(),
                plain.offlineCause(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(console));
    }

    private static StationData seen(StationData station, Instant lastSeen) {
        return changed(station, station.kind(), station.sceneIds(), station.otherBodies(), Optional.of(lastSeen));
    }

    /** With one more scene, in which it has another body. */
    public static StationData with(StationData station, String scene, StationData.Body body) {
        return changed(
                station, station.kind(), Set.of(TestTurns.SCENE, scene), Map.of(scene, body), station.lastSeen());
    }

    private static StationData changed(
            StationData station,
            StationKind kind,
            Set<String> scenes,
            Map<String, StationData.Body> otherBodies,
            Optional<Instant> lastSeen) {
        return changed(station, kind, station.fault(), scenes, otherBodies, lastSeen);
    }

    private static StationData changed(
            StationData station,
            StationKind kind,
            Optional<String> fault,
            Set<String> scenes,
            Map<String, StationData.Body> otherBodies,
            Optional<Instant> lastSeen) {
        return new StationData(
                station.id(),
                station.name(),
                kind,
                station.connection(),
                station.admission(),
                station.admissionNote(),
                station.stopId(),
                station.stopNote(),
                fault,
                station.embodiment(),
                station.actionSpaceKind(),
                scenes,
                otherBodies,
                station.policyDigests(),
                station.slots(),
                station.inference(),
                station.running(),
                station.capabilities(),
                station.sessionEpoch(),
                station.bootId(),
                lastSeen,
                station.offlineCause(),
                station.hours(),
                station.closedUntil(),
                station.console());
    }
}
