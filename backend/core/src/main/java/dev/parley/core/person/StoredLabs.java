package dev.parley.core.person;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Labs in PostgreSQL. */
@ApplicationScoped
class StoredLabs implements Labs {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Transactions transactions;
    private final Audit audit;

    @Inject
    StoredLabs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    @Override
    public Uni<List<Lab>> all() {
        return transactions
                .read(session -> session.createQuery("FROM LabEntity ORDER BY name", LabEntity.class)
                        .getResultList())
                .map(rows -> rows.stream().map(LabEntity::lab).toList());
    }

    @Override
    public Uni<Lab> require(String name) {
        return transactions
                .read(session -> session.createQuery("FROM LabEntity WHERE name = :name", LabEntity.class)
                        .setParameter("name", name)
                        .getResultList())
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(LabEntity::lab)
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.LAB_UNKNOWN,
                                "There is no lab \"%s\"; see GET /api/v1/labs.".formatted(name))));
    }

    @Override
    public Uni<Optional<LabId>> ofStation(StationId station) {
        return transactions
                .read(session -> session.createNativeQuery(
                                "SELECT lab_id FROM station WHERE id = :id AND lab_id IS NOT NULL", UUID.class)
                        .setParameter("id", station.value())
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(LabId::new));
    }

    @Override
    public Uni<Lab> create(String name, String title, Actor by) {
        String shown = title.strip();
        if (!NAME.matcher(name).matches() || shown.isEmpty() || shown.length() > LONGEST_TITLE) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.BODY_MALFORMED,
                            "A lab has a name of 1 to 40 lower-case letters, digits and hyphens, and a title of 1 to %d characters."
                                    .formatted(LONGEST_TITLE)));
        }
        LabId id = LabId.random();
        return transactions.write(session -> session.createNativeQuery(
                        "INSERT INTO lab (id, name, title) VALUES (:id, :name, :title) ON CONFLICT (name) DO NOTHING")
                .setParameter("id", id.value())
                .setParameter("name", name)
                .setParameter("title", shown)
                .executeUpdate()
                .invoke(made -> {
                    if (made == 0) {
                        throw new ParleyException(
                                ErrorCode.LAB_EXISTS, "There is a lab \"%s\" already.".formatted(name));
                    }
                })
                .chain(() -> audit.record(
                        session, by, new Deed("lab.created", "lab", name, Optional.of(id), "", Map.of("title", shown))))
                .replaceWith(new Lab(id, name, shown)));
    }
}
