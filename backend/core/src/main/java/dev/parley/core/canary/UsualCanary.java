package dev.parley.core.canary;

import dev.parley.contracts.StationId;
import dev.parley.core.station.OpeningHours;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.PolicyCapability;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * What real stations ask whose lab has set nothing. It is kept as the station's own the first time the station can run it, so that its
 * version stays what it was; a lab that ended it is not given it again.
 */
@ApplicationScoped
class UsualCanary {
    static final String WHY = "What this installation asks of every real station (parley.canary).";

    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(30);

    private static final String WITHOUT = "SELECT s.id FROM station s WHERE s.kind <> 'SIMULATOR'"
            + " AND NOT EXISTS (SELECT FROM canary c WHERE c.station_id = s.id)";

    private final Pool postgres;
    private final Stations stations;
    private final Optional<Asked> asked;
    private volatile Instant lookedAt = Instant.MIN;

    /** What the settings say. */
    private record Asked(
            String policy, String scene, String task, String instruction, int tries, LocalTime at, ZoneId zone) {}

    /** One that a station is to get. */
    record Wanted(StationId station, CanaryPlan plan) {}

    @Inject
    UsualCanary(Pool postgres, Stations stations, CanaryConfig config) {
        this.postgres = postgres;
        this.stations = stations;
        this.asked = config.policy()
                .map(policy -> new Asked(
                        policy,
                        required("scene", config.scene()),
                        required("task", config.task()),
                        required("instruction", config.instruction()),
                        config.tries(),
                        OpeningHours.time(config.at()),
                        OpeningHours.zone(config.zone())));
    }

    private static String required(String name, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalStateException(
                "parley.canary.%s is missing: with parley.canary.policy go scene, task and instruction"
                        .formatted(name)));
    }

    Uni<List<Wanted>> wanted(Instant now) {
        Instant last = lookedAt;
        boolean justNow = !last.isAfter(now) && last.isAfter(now.minus(LOOKED_AT_EVERY));
        if (asked.isEmpty() || justNow) {
            return Uni.createFrom().item(List.of());
        }
        lookedAt = now;
        return postgres.query(WITHOUT).execute().chain(rows -> {
            Set<UUID> without = new HashSet<>();
            rows.forEach(row -> without.add(row.getUUID(0)));
            return without.isEmpty()
                    ? Uni.createFrom().item(List.<Wanted>of())
                    : stations.all()
                            .map(all -> all.stream()
                                    .filter(station ->
                                            without.contains(station.id().value()))
                                    .flatMap(station -> of(station, asked.get()).stream())
                                    .toList());
        });
    }

    private static Optional<Wanted> of(StationData station, Asked asked) {
        return version(station, asked.policy())
                .filter(policy -> station.sceneIds().contains(asked.scene()))
                .map(policy -> new Wanted(
                        station.id(),
                        new CanaryPlan(
                                policy.getName(),
                                policy.getDigest(),
                                asked.scene(),
                                asked.task(),
                                asked.instruction(),
                                Map.of(),
                                LongStream.rangeClosed(1, asked.tries()).boxed().toList(),
                                time(station, asked),
                                station.hours().map(OpeningHours::zone).orElse(asked.zone()))));
    }

    private static Optional<PolicyCapability> version(StationData station, String name) {
        return station.announced().getPoliciesList().stream()
                .filter(policy ->
                        policy.getName().equals(name) && station.policyDigests().contains(policy.getDigest()))
                .findFirst();
    }

    /** As set, where that falls into one of its spells; else when its first one begins. */
    private static LocalTime time(StationData station, Asked asked) {
        return station.hours()
                .filter(hours -> hours.week().stream().noneMatch(spell -> covers(spell, asked.at())))
                .map(hours -> hours.week().getFirst().from())
                .orElse(asked.at());
    }

    private static boolean covers(OpeningHours.Spell spell, LocalTime at) {
        return !at.isBefore(spell.from()) && (spell.until().equals(LocalTime.MIDNIGHT) || at.isBefore(spell.until()));
    }
}
