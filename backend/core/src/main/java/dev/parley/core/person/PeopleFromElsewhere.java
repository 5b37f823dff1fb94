package dev.parley.core.person;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Accounts of those whom another service vouches for. Known by issuer and subject alone: who is called there as somebody is
 * called here gets an account of their own, and never that one.
 */
@ApplicationScoped
class PeopleFromElsewhere {
    private static final Logger LOG = Logger.getLogger(PeopleFromElsewhere.class);

    /** Two browsers of the same newcomer wait for each other. */
    private static final long NEWCOMERS = 0x7061726C65790003L;

    /** What stands behind grants that come and go with a claim. */
    private static final Actor CLAIM =
            new Actor(Optional.empty(), "OIDC", Actor.platform().role(), "");

    private static final int SHORTEST_LOGIN = 3;
    private static final int LONGEST_LOGIN = 40;
    private static final int SUFFIX = 6;

    private final Transactions transactions;
    private final PersonRows rows;
    private final OidcRoles roles;
    private final SecureRandom random;
    private final Audit audit;

    @Inject
    PeopleFromElsewhere(Transactions transactions, PersonRows rows, OidcRoles roles, SecureRandom random, Audit audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.roles = roles;
        this.random = random;
        this.audit = audit;
    }

    /** The account, made at the first time, with the roles that the claim is worth now. */
    Uni<PersonId> known(Proven proven) {
        long key = NEWCOMERS ^ (proven.issuer() + "\n" + proven.subject()).hashCode();
        return transactions.write(session -> Transactions.oneAtATime(session, key)
                .chain(() -> session.createQuery(
                                "FROM PersonEntity WHERE oidcIssuer = :issuer AND oidcSubject = :subject",
                                PersonEntity.class)
                        .setParameter("issuer", proven.issuer())
                        .setParameter("subject", proven.subject())
                        .getResultList())
                .chain(found -> found.isEmpty()
                        ? made(session, proven)
                        : Uni.createFrom().item(found.getFirst()))
                .call(row -> follow(session, row, roles.of(proven.values())))
                .map(PersonEntity::personId));
    }

    private Uni<PersonEntity> made(Mutiny.Session session, Proven proven) {
        String wanted = login(proven.login());
        return rows.byLogin(session, wanted)
                .map(taken -> taken.isEmpty() && wanted.length() >= SHORTEST_LOGIN ? wanted : another(wanted))
                .chain(login -> Transactions.now(session).chain(now -> {
                    PersonEntity row = PersonEntity.of(login, name(proven, login), now);
                    row.oidcIssuer = proven.issuer();
                    row.oidcSubject = proven.subject();
                    return session.persist(row)
                            .call(() -> session.flush())
                            .chain(() -> audit.record(
                                    session,
                                    Actor.platform(),
                                    deed("person.created", row, Map.of("issuer", proven.issuer()))))
                            .replaceWith(row);
                }));
    }

    /** Grants what the claim is worth and takes away what it was worth before; what a person granted stays. */
    private Uni<Void> follow(Mutiny.Session session, PersonEntity row, Set<OidcRoles.Wanted> wanted) {
        return session.createQuery("FROM LabEntity", LabEntity.class)
                .getResultList()
                .map(rows -> rows.stream().map(LabEntity::lab).toList())
                .chain(labs -> session.createQuery(
                                "FROM RoleGrantEntity WHERE personId = :person", RoleGrantEntity.class)
                        .setParameter("person", row.id)
                        .getResultList()
                        .chain(held -> change(session, row, byId(labs), grants(wanted, labs), held)));
    }

    private Uni<Void> change(
            Mutiny.Session session,
            PersonEntity row,
            Map<UUID, Lab> labs,
            Map<String, Grant> worth,
            List<RoleGrantEntity> held) {
        Set<String> has = held.stream().map(PeopleFromElsewhere::key).collect(toSet());
        Stream<Uni<Void>> granted = worth.entrySet().stream()
                .filter(each -> !has.contains(each.getKey()))
                .map(each -> granted(session, row, each.getValue()));
        Stream<Uni<Void>> revoked = held.stream()
                .filter(each -> ofAClaim(each) && !worth.containsKey(key(each)))
                .map(each -> revoked(
                        session, row, each, Optional.ofNullable(each.labId).map(labs::get)));
        return Multi.createFrom()
                .items(Stream.concat(granted, revoked))
                .onItem()
                .transformToUniAndConcatenate(each -> each)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> granted(Mutiny.Session session, PersonEntity row, Grant grant) {
        return Uni.createFrom()
                .deferred(() -> Transactions.now(session))
                .chain(now -> session.persist(RoleGrantEntity.of(row.id, grant, CLAIM, now)))
                .chain(() -> audit.record(
                        session,
                        Actor.platform(),
                        deed("role.granted", row, Map.of("role", grant.toString()), grant.lab())));
    }

    /** Whoever is called like the claim grants as a person. */
    private static boolean ofAClaim(RoleGrantEntity held) {
        return held.grantedByPerson == null && held.grantedBy.equals(CLAIM.name());
    }

    /**
     * The last platform admin stays one whatever the claim says: another service must not be able to leave an installation without
     * anybody who could grant a role.
     */
    private Uni<Void> revoked(Mutiny.Session session, PersonEntity row, RoleGrantEntity held, Optional<Lab> lab) {
        if (held.role != Role.PLATFORM_ADMIN || row.disabledAt != null) {
            return taken(session, row, held, lab);
        }
        return Uni.createFrom()
                .deferred(() -> rows.otherPlatformAdmins(session, row.id))
                .chain(others -> {
                    if (others > 0) {
                        return taken(session, row, held, lab);
                    }
                    LOG.warnf(
                            "%s is platform admin by a claim of another service that says so no more; the role stays, since nobody else has it",
                            row.login);
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> taken(Mutiny.Session session, PersonEntity row, RoleGrantEntity held, Optional<Lab> lab) {
        return Uni.createFrom()
                .deferred(() -> session.remove(held))
                .chain(() -> audit.record(
                        session,
                        Actor.platform(),
                        deed("role.revoked", row, Map.of("role", new Grant(held.role, lab).toString()), lab)));
    }

    private static Map<UUID, Lab> byId(List<Lab> labs) {
        return labs.stream().collect(toMap(lab -> lab.id().value(), lab -> lab));
    }

    private static Map<String, Grant> grants(Set<OidcRoles.Wanted> wanted, List<Lab> labs) {
        Map<String, Lab> byName = labs.stream().collect(toMap(Lab::name, lab -> lab));
        Map<String, Grant> grants = new HashMap<>();
        for (OidcRoles.Wanted each : wanted) {
            Optional<Lab> lab = each.lab().flatMap(name -> Optional.ofNullable(byName.get(name)));
            if (each.role().ofALab() && lab.isEmpty()) {
                LOG.warnf(
                        "parley.oidc.roles names the lab %s, which is none",
                        each.lab().orElse(""));
                continue;
            }
            grants.put(each.role() + lab.map(of -> "@" + of.id()).orElse(""), new Grant(each.role(), lab));
        }
        return grants;
    }

    private static String key(RoleGrantEntity held) {
        return held.role + (held.labId == null ? "" : "@" + held.labId);
    }

    private static String login(String elsewhere) {
        String plain = elsewhere
                .toLowerCase(Locale.ROOT)
                .replaceFirst("@.*", "")
                .replaceAll("[^a-z0-9._-]", "-")
                .replaceFirst("^[._-]+", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_LOGIN));
    }

    private String another(String taken) {
        String stem = taken.length() < SHORTEST_LOGIN
                ? "person"
                : taken.substring(0, Math.min(taken.length(), LONGEST_LOGIN - SUFFIX));
        return stem + "-" + OneTimePasswords.next(random).substring(0, SUFFIX - 1);
    }

    private static String name(Proven proven, String login) {
        String shown = proven.name().strip();
        return shown.isEmpty() ? login : shown.substring(0, Math.min(shown.length(), People.LONGEST_NAME));
    }

    private static Deed deed(String action, PersonEntity row, Map<String, String> details) {
        return deed(action, row, details, Optional.empty());
    }

    /** @param lab whose admins may read it */
    private static Deed deed(String action, PersonEntity row, Map<String, String> details, Optional<Lab> lab) {
        return new Deed(
                action,
                "person",
                row.id.toString(),
                lab.map(Lab::id),
                "by the organisation's service",
                StoredPeople.named(row, details));
    }
}
