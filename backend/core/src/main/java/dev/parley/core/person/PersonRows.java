package dev.parley.core.person;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.parley.contracts.PersonId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Rows of {@code person} with what was granted to them. */
@ApplicationScoped
class PersonRows {
    /** Changes that could leave nobody in charge wait for each other. */
    private static final long PLATFORM_ADMINS = 0x7061726C65790001L;

    private static final String GRANTED = "SELECT g, l FROM RoleGrantEntity g LEFT JOIN LabEntity l ON l.id = g.labId"
            + " WHERE g.personId IN (:people) ORDER BY g.grantedAt, g.id";

    private static final String OTHER_ADMINS = """
            SELECT count(*) FROM role_grant g JOIN person p ON p.id = g.person_id
            WHERE g.role = 'PLATFORM_ADMIN' AND p.disabled_at IS NULL AND p.id <> :person""";

    /** @throws ParleyException PERSON_UNKNOWN in the Uni */
    Uni<PersonEntity> lock(Mutiny.Session session, PersonId id) {
        return session.find(PersonEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE)
                .invoke(row -> {
                    if (row == null) {
                        throw new ParleyException(ErrorCode.PERSON_UNKNOWN, "There is no person %s.".formatted(id));
                    }
                });
    }

    Uni<Optional<PersonEntity>> byLogin(Mutiny.Session session, String login) {
        return session.createQuery("FROM PersonEntity WHERE login = :login", PersonEntity.class)
                .setParameter("login", login)
                .getResultList()
                .map(rows -> rows.stream().findFirst());
    }

    Uni<List<Grant>> grants(Mutiny.Session session, PersonEntity row) {
        return grants(session, List.of(row)).map(all -> all.getOrDefault(row.id, List.of()));
    }

    Uni<List<PersonData>> data(Mutiny.Session session, List<PersonEntity> rows) {
        return grants(session, rows)
                .map(all -> rows.stream()
                        .map(row -> row.data(all.getOrDefault(row.id, List.of())))
                        .toList());
    }

    Uni<PersonData> data(Mutiny.Session session, PersonEntity row) {
        return session.flush().chain(() -> grants(session, row)).map(row::data);
    }

    /** How many could go on if this one could not; until the transaction ends nobody else changes that. */
    Uni<Long> otherPlatformAdmins(Mutiny.Session session, UUID person) {
        return lockPlatformAdmins(session)
                .chain(() -> session.createNativeQuery(OTHER_ADMINS, Long.class)
                        .setParameter("person", person)
                        .getSingleResult());
    }

    private static Uni<Void> lockPlatformAdmins(Mutiny.Session session) {
        return Transactions.oneAtATime(session, PLATFORM_ADMINS);
    }

    private static Uni<Map<UUID, List<Grant>>> grants(Mutiny.Session session, List<PersonEntity> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createQuery(GRANTED, Object[].class)
                .setParameter("people", rows.stream().map(row -> row.id).toList())
                .getResultList()
                .map(found -> found.stream()
                        .collect(groupingBy(
                                pair -> ((RoleGrantEntity) pair[0]).personId,
                                mapping(pair -> grant((RoleGrantEntity) pair[0], pair[1]), toList()))));
    }

    private static Grant grant(RoleGrantEntity granted, @Nullable Object lab) {
        return new Grant(granted.role, Optional.ofNullable((LabEntity) lab).map(LabEntity::lab));
    }
}
