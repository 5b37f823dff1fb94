package dev.parley.core.person;

import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds accounts in PostgreSQL: all of them, or those that whoever looks after some labs may see. */
@ApplicationScoped
class PeopleSearch {
    private static final String LIKE = "(:like = '' OR locate(:like, p.login) > 0 OR locate(:like, lower(p.name)) > 0)";

    private static final String OF_LABS =
            "EXISTS (SELECT 1 FROM RoleGrantEntity g WHERE g.personId = p.id AND g.labId IN (:labs))";

    private static final String LIST = "FROM PersonEntity p WHERE p.login > :after AND " + LIKE + " ORDER BY p.login";

    private static final String LIST_OF_LABS = "FROM PersonEntity p WHERE p.login > :after AND ((" + LIKE + " AND "
            + OF_LABS + ") OR p.login = :like) ORDER BY p.login";

    private static final String FIND_OF_LABS = "FROM PersonEntity p WHERE p.id = :id AND " + OF_LABS;

    private final Transactions transactions;
    private final PersonRows rows;

    @Inject
    PeopleSearch(Transactions transactions, PersonRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    Uni<List<PersonData>> list(String like, String after, int atMost, Optional<Set<LabId>> of) {
        return transactions.read(session -> of(session, of, LIST, LIST_OF_LABS)
                .setParameter("after", after)
                .setParameter("like", like.strip().toLowerCase(Locale.ROOT))
                .setMaxResults(atMost)
                .getResultList()
                .chain(found -> rows.data(session, found)));
    }

    Uni<Optional<PersonData>> find(PersonId id, Optional<Set<LabId>> of) {
        return transactions.read(session -> of(session, of, "FROM PersonEntity WHERE id = :id", FIND_OF_LABS)
                .setParameter("id", id.value())
                .getResultList()
                .chain(found -> rows.data(session, found))
                .map(found -> found.stream().findFirst()));
    }

    private static Mutiny.SelectionQuery<PersonEntity> of(
            Mutiny.Session session, Optional<Set<LabId>> labs, String ofAll, String ofLabs) {
        return labs.map(some -> session.createQuery(ofLabs, PersonEntity.class)
                        .setParameter("labs", some.stream().map(LabId::value).toList()))
                .orElseGet(() -> session.createQuery(ofAll, PersonEntity.class));
    }
}
