package dev.parley.core.station;

import static java.util.stream.Collectors.filtering;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What holds for stations beside what they say of themselves: who stands at their consoles, and what may run there. */
@ApplicationScoped
class StationRules {
    /** Few stations have a console, and each has at most one shift that is open. */
    private static final String CONSOLES = """
            SELECT s.id, r.rule, x.name, EXISTS (SELECT FROM console_step c JOIN assignment a ON a.id = c.assignment_id
                WHERE c.station_id = s.id AND c.started_at IS NOT NULL AND c.reset_at IS NULL
                    AND a.lease_until IS NOT NULL AND a.state IN ('RELEASED', 'REVOKED')),
                EXISTS (SELECT FROM assignment a WHERE a.station_id = s.id AND a.state = 'PROPOSED')
            FROM station s CROSS JOIN LATERAL (SELECT coalesce(s.console_rule,
                CASE WHEN s.kind = 'SIMULATOR' THEN 'NONE' ELSE cast(:real AS text) END) AS rule) r
            LEFT JOIN station_shift x ON x.station_id = s.id AND x.ended_at IS NULL
            WHERE r.rule <> 'NONE'""";

    /** A row without a digest: nothing is approved there yet. */
    private static final String APPROVED = """
            SELECT s.id, p.policy_digest FROM station s LEFT JOIN station_policy p ON p.station_id = s.id
            WHERE coalesce(s.policy_rule,
                CASE WHEN s.kind = 'SIMULATOR' THEN 'ANY' ELSE cast(:real AS text) END) = 'APPROVED'""";

    private final ConsoleConfig console;
    private final PyramidConfig pyramid;

    @Inject
    StationRules(ConsoleConfig console, PyramidConfig pyramid) {
        this.console = console;
        this.pyramid = pyramid;
    }

    /**
     * For all stations.
     *
     * @param consoles of those that have one
     * @param approved what may run, by digest; a station that may run whatever it announces is left out
     */
    record Rules(Map<UUID, StationData.Console> consoles, Map<UUID, Set<String>> approved) {
        Optional<StationData.Console> console(UUID station) {
            return Optional.ofNullable(consoles.get(station));
        }

        boolean allows(UUID station, String digest) {
            Set<String> some = approved.get(station);
            return some == null || some.contains(digest);
        }
    }

    Uni<Rules> read(Mutiny.Session session) {
        return consoles(session).chain(consoles -> approved(session).map(approved -> new Rules(consoles, approved)));
    }

    private Uni<Map<UUID, StationData.Console>> consoles(Mutiny.Session session) {
        return session.createNativeQuery(CONSOLES, Object[].class)
                .setParameter("real", console.realStations().name())
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(toUnmodifiableMap(
                                row -> (UUID) row[0],
                                row -> new StationData.Console(
                                        ConsoleRule.valueOf((String) row[1]),
                                        Optional.ofNullable((String) row[2]),
                                        (Boolean) row[3],
                                        (Boolean) row[4]))));
    }

    private Uni<Map<UUID, Set<String>>> approved(Mutiny.Session session) {
        return session.createNativeQuery(APPROVED, Object[].class)
                .setParameter("real", pyramid.realStations().name())
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> (UUID) row[0],
                                filtering(
                                        row -> row[1] != null, mapping(row -> (String) row[1], toUnmodifiableSet())))));
    }
}
