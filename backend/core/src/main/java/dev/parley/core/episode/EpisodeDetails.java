package dev.parley.core.episode;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts outcomes and recordings to episode rows: two queries for any number of them. */
final class EpisodeDetails {
    private EpisodeDetails() {}

    static Uni<EpisodeData> of(Mutiny.Session session, EpisodeEntity row) {
        return of(session, List.of(row)).map(List::getFirst);
    }

    static Uni<List<EpisodeData>> of(Mutiny.Session session, List<EpisodeEntity> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<UUID> ids = rows.stream().map(row -> row.id).toList();
        return outcomes(session, ids)
                .chain(outcomes -> artifacts(session, ids)
                        .chain(artifacts -> began(session, rows).map(began -> {
                            var outcomesOf = outcomes.stream()
                                    .collect(groupingBy(row -> row.episodeId, mapping(OutcomeEntity::data, toList())));
                            var recordingsOf = artifacts.stream()
                                    .filter(ArtifactEntity::recording)
                                    .collect(groupingBy(row -> row.episodeId, mapping(ArtifactEntity::data, toList())));
                            return rows.stream()
                                    .map(row -> row.data(
                                            outcomesOf.getOrDefault(row.id, List.of()),
                                            recordingsOf.getOrDefault(row.id, List.of())))
                                    .map(episode -> episode.sealedBy()
                                            .map(comparison -> episode.withoutWhatTells(
                                                    began.getOrDefault(comparison.value(), episode.createdAt())))
                                            .orElse(episode))
                                    .toList();
                        })));
    }

    /** When the first episode of each comparison that seals one of {@code rows} was created. */
    private static Uni<Map<UUID, Instant>> began(Mutiny.Session session, List<EpisodeEntity> rows) {
        Set<UUID> comparisons =
                rows.stream().map(row -> row.sealedBy).filter(Objects::nonNull).collect(toSet());
        if (comparisons.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createQuery(
                        "SELECT e.sealedBy, min(e.createdAt) FROM EpisodeEntity e WHERE e.sealedBy IN (:comparisons)"
                                + " GROUP BY e.sealedBy",
                        Object[].class)
                .setParameter("comparisons", comparisons)
                .getResultList()
                .map(found -> found.stream().collect(toMap(row -> (UUID) row[0], row -> (Instant) row[1])));
    }

    private static Uni<List<OutcomeEntity>> outcomes(Mutiny.Session session, List<UUID> ids) {
        return session.createQuery(
                        "FROM OutcomeEntity WHERE episodeId IN (:ids) ORDER BY episodeId, judge DESC",
                        OutcomeEntity.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    private static Uni<List<ArtifactEntity>> artifacts(Mutiny.Session session, List<UUID> ids) {
        return session.createQuery(
                        "FROM ArtifactEntity WHERE episodeId IN (:ids) ORDER BY episodeId, name", ArtifactEntity.class)
                .setParameter("ids", ids)
                .getResultList();
    }
}
