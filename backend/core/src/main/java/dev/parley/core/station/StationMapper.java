package dev.parley.core.station;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.core.station.RelayedVersions.Relayed;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Station rows as records: what a station can do is read from what it announced, not kept a second time. */
@ApplicationScoped
class StationMapper {
    private final Clock clock;
    private final StationRules rules;

    @Inject
    StationMapper(Clock clock, StationRules rules) {
        this.clock = clock;
        this.rules = rules;
    }

    Uni<StationData> data(Mutiny.Session session, StationEntity row) {
        return data(session, List.of(row)).map(List::getFirst);
    }

    Uni<List<StationData>> data(Mutiny.Session session, List<StationEntity> rows) {
        return running(session)
                .chain(running -> RelayedVersions.ready(session)
                        .chain(remote -> rules.read(session).map(known -> {
                            Instant now = clock.instant();
                            return rows.stream()
                                    .map(row -> data(row, running.getOrDefault(row.id, List.of()), remote, now, known))
                                    .toList();
                        })));
    }

    /** What it runs itself, and what it can ask elsewhere. */
    private static Stream<String> policies(StationKind kind, Capabilities capabilities, List<Relayed> remote) {
        return Stream.concat(
                capabilities.getPoliciesList().stream().map(PolicyCapability::getDigest),
                RelayedVersions.of(kind, capabilities, remote).map(Relayed::digest));
    }

    static Capabilities capabilities(byte[] bytes) {
        try {
            return Capabilities.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("capabilities are not a parley.station.v1.Capabilities message", e);
        }
    }

    static List<CameraMask> masks(byte[] bytes) {
        Capabilities capabilities = capabilities(bytes);
        return Stream.concat(
                        Stream.of(capabilities.getEmbodiment()),
                        capabilities.getScenesList().stream()
                                .filter(SceneCapability::hasEmbodiment)
                                .map(SceneCapability::getEmbodiment))
                .flatMap(body -> body.getObservationSpace().getCamerasList().stream())
                .flatMap(camera -> camera.getPrivacyMasksList().stream()
                        .map(mask -> new CameraMask(
                                camera.getName(), mask.getLeft(), mask.getTop(), mask.getWidth(), mask.getHeight())))
                .distinct()
                .toList();
    }

    /**
     * The index on open assignments answers this; the assignment feature stands above stations and is not asked. Both episodes of a
     * blind comparison go by its id, and the moment between them too: how long each takes would tell them apart.
     */
    private static Uni<Map<UUID, List<EpisodeId>>> running(Mutiny.Session session) {
        return session.createNativeQuery(
                        "SELECT a.station_id, coalesce(t.comparison_id, a.id) FROM assignment a JOIN turn t ON t.id = a.turn_id"
                                + " WHERE a.state = 'LEASED' OR a.state IN ('PROPOSED', 'OFFERED') AND t.follows IS NOT NULL"
                                + " ORDER BY a.fence",
                        Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> (UUID) row[0], mapping(row -> new EpisodeId((UUID) row[1]), toList()))));
    }

    private static StationData data(
            StationEntity row, List<EpisodeId> running, List<Relayed> remote, Instant now, StationRules.Rules rules) {
        Optional<OpeningHours> hours = Optional.ofNullable(row.openingHours).map(OpeningHours::read);
        Capabilities capabilities = capabilities(row.capabilities);
        return new StationData(
                new StationId(row.id),
                row.name,
                row.kind,
                row.connection,
                row.admission,
                Optional.ofNullable(row.admissionNote),
                Optional.ofNullable(row.stopId),
                Optional.ofNullable(row.stopNote),
                Optional.ofNullable(row.fault),
                capabilities.getEmbodiment().getName(),
                capabilities.getEmbodiment().getActionSpace().getKind(),
                capabilities.getScenesList().stream()
                        .map(SceneCapability::getSceneId)
                        .collect(toUnmodifiableSet()),
                capabilities.getScenesList().stream()
                        .filter(SceneCapability::hasEmbodiment)
                        .collect(toUnmodifiableMap(SceneCapability::getSceneId, StationMapper::body)),
                policies(row.kind, capabilities, remote)
                        .filter(digest -> rules.allows(row.id, digest))
                        .collect(toUnmodifiableSet()),
                capabilities.getSlots(),
                capabilities.hasInference()
                        ? Optional.of(new StationData.Inference(
                                capabilities.getInference().getDevice(),
                                capabilities.getInference().getBatch()))
                        : Optional.empty(),
                running,
                row.capabilities.clone(),
                row.sessionEpoch,
                row.bootId,
                Optional.ofNullable(row.lastSeen),
                Optional.ofNullable(row.offlineCause),
                hours,
                hours.flatMap(week -> week.closedUntil(now)),
                rules.console(row.id));
    }

    private static StationData.Body body(SceneCapability scene) {
        return new StationData.Body(
                scene.getEmbodiment().getName(),
                scene.getEmbodiment().getActionSpace().getKind());
    }
}
