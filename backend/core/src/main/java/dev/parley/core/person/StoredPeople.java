package dev.parley.core.person;

import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** Accounts in PostgreSQL. */
@ApplicationScoped
class StoredPeople implements People {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{2,39}");

    /** Two who want the same login wait for each other; that others may too does no harm. */
    private static final long LOGINS = 0x7061726C65790002L;

    private static final String REVOKE = "DELETE FROM RoleGrantEntity WHERE personId = :person AND role = :role";

    private final Transactions transactions;
    private final PersonRows rows;
    private final PeopleSearch search;
    private final PasswordHashes hashes;
    private final PersonSessions sessions;
    private final SecureRandom random;
    private final Audit audit;
    private final Duration oneTimePassword;

    @Inject
    StoredPeople(
            Transactions transactions,
            PersonRows rows,
            PeopleSearch search,
            PasswordHashes hashes,
            PersonSessions sessions,
            SecureRandom random,
            Audit audit,
            PeopleConfig config) {
        this.transactions = transactions;
        this.rows = rows;
        this.search = search;
        this.hashes = hashes;
        this.sessions = sessions;
        this.random = random;
        this.audit = audit;
        oneTimePassword = config.oneTimePassword();
    }

    @Override
    public Uni<List<PersonData>> list(String like, String after, int atMost, Optional<Set<LabId>> of) {
        return search.list(like, after, atMost, of);
    }

    @Override
    public Uni<Optional<PersonData>> find(PersonId id, Optional<Set<LabId>> of) {
        return search.find(id, of);
    }

    @Override
    public Uni<Created> create(String login, String name, Actor by) {
        String shown = name.strip();
        if (!LOGIN.matcher(login).matches() || shown.isEmpty() || shown.length() > LONGEST_NAME) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.BODY_MALFORMED,
                            "An account has a login of 3 to 40 lower-case letters, digits, dots, hyphens and underscores that begins with a letter or digit, and a name of 1 to %d characters."
                                    .formatted(LONGEST_NAME)));
        }
        String password = OneTimePasswords.next(random);
        return hashes.hash(password)
                .chain(hash -> transactions.write(session -> Transactions.oneAtATime(session, LOGINS ^ login.hashCode())
                        .chain(() -> rows.byLogin(session, login))
                        .invoke(taken -> {
                            if (taken.isPresent()) {
                                throw new ParleyException(
                                        ErrorCode.PERSON_EXISTS,
                                        "The login \"%s\" is taken; choose another.".formatted(login));
                            }
                        })
                        .chain(() -> Transactions.now(session))
                        .chain(now -> {
                            PersonEntity row = PersonEntity.of(login, shown, now);
                            row.passwordHash = hash;
                            row.mustChangePassword = true;
                            row.oneTimeUntil = now.plus(oneTimePassword);
                            return session.persist(row)
                                    .call(() -> session.flush())
                                    .call(() -> audit.record(session, by, deed("person.created", row, "", Map.of())))
                                    .chain(() -> rows.data(session, row));
                        })))
                .map(person -> new Created(person, password));
    }

    @Override
    public Uni<PersonData> grant(PersonId id, Grant grant, Actor by, String reason) {
        return changed(
                id,
                (session, row) -> rows.grants(session, row)
                        .chain(held -> held.contains(grant)
                                ? Uni.createFrom().voidItem()
                                : Transactions.now(session)
                                        .chain(now -> session.persist(RoleGrantEntity.of(row.id, grant, by, now)))
                                        .chain(() -> audit.record(
                                                session,
                                                by,
                                                deed(
                                                        "role.granted",
                                                        row,
                                                        reason,
                                                        Map.of("role", grant.toString()),
                                                        grant)))));
    }

    @Override
    public Uni<PersonData> revoke(PersonId id, Grant grant, Actor by, String reason) {
        return changed(
                id,
                (session, row) -> rows.grants(session, row)
                        .chain(held -> held.contains(grant)
                                ? requireAnother(session, row, grant.role())
                                        .chain(() -> delete(session, row, grant))
                                        .chain(() -> audit.record(
                                                session,
                                                by,
                                                deed(
                                                        "role.revoked",
                                                        row,
                                                        reason,
                                                        Map.of("role", grant.toString()),
                                                        grant)))
                                : Uni.createFrom().voidItem()));
    }

    @Override
    public Uni<PersonData> disable(PersonId id, boolean disabled, Actor by, String reason) {
        return changed(id, (session, row) -> {
            if (disabled == (row.disabledAt != null)) {
                return Uni.createFrom().voidItem();
            }
            Deed deed = deed(disabled ? "person.disabled" : "person.enabled", row, reason, Map.of());
            if (!disabled) {
                row.disabledAt = null;
                return audit.record(session, by, deed);
            }
            return rows.grants(session, row)
                    .chain(held -> held.stream().anyMatch(grant -> grant.role() == Role.PLATFORM_ADMIN)
                            ? requireAnother(session, row, Role.PLATFORM_ADMIN)
                            : Uni.createFrom().voidItem())
                    .chain(() -> Transactions.now(session))
                    .invoke(now -> row.disabledAt = now)
                    .chain(() -> sessions.closeAll(session, id))
                    .chain(() -> sessions.tellNoBrowser(session, id))
                    .chain(() -> audit.record(session, by, deed));
        });
    }

    @Override
    public Uni<Created> newOneTimePassword(PersonId id, Actor by, String reason) {
        String password = OneTimePasswords.next(random);
        return hashes.hash(password)
                .chain(hash -> changed(id, (session, row) -> {
                    requirePassword(row);
                    row.passwordHash = hash;
                    row.mustChangePassword = true;
                    return Transactions.now(session)
                            .invoke(now -> row.oneTimeUntil = now.plus(oneTimePassword))
                            .chain(() -> sessions.closeAll(session, id))
                            .chain(() -> sessions.tellNoBrowser(session, id))
                            .chain(() -> audit.record(session, by, deed("password.reset", row, reason, Map.of())));
                }))
                .map(person -> new Created(person, password));
    }

    /** A password that nobody needs would keep them from what their organisation's service lets them do, until it is changed. */
    private static void requirePassword(PersonEntity row) {
        if (row.passwordHash == null) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "%s signs in by the organisation's own service and has no password here.".formatted(row.login));
        }
    }

    /** One change of one person in one transaction; nobody holds on to what they were before. */
    private Uni<PersonData> changed(PersonId id, BiFunction<Mutiny.Session, PersonEntity, Uni<Void>> change) {
        return transactions
                .write(session -> rows.lock(session, id)
                        .call(row -> change.apply(session, row))
                        .chain(row -> rows.data(session, row)))
                .invoke(sessions::forget);
    }

    private Uni<Void> requireAnother(Mutiny.Session session, PersonEntity row, Role role) {
        if (role != Role.PLATFORM_ADMIN || row.disabledAt != null) {
            return Uni.createFrom().voidItem();
        }
        return rows.otherPlatformAdmins(session, row.id)
                .invoke(others -> {
                    if (others == 0) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "%s is the last platform admin: without one nobody could grant anything any more. Make somebody else one first."
                                        .formatted(row.login));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Integer> delete(Mutiny.Session session, PersonEntity row, Grant grant) {
        Optional<LabId> lab = grant.lab().map(Lab::id);
        var query = session.createMutationQuery(REVOKE + (lab.isPresent() ? " AND labId = :lab" : ""))
                .setParameter("person", row.id)
                .setParameter("role", grant.role());
        return (lab.isPresent() ? query.setParameter("lab", lab.get().value()) : query).executeUpdate();
    }

    private static Deed deed(String action, PersonEntity row, String reason, Map<String, String> details) {
        return new Deed(action, "person", row.id.toString(), Optional.empty(), reason, named(row, details));
    }

    private static Deed deed(String action, PersonEntity row, String reason, Map<String, String> details, Grant grant) {
        return new Deed(action, "person", row.id.toString(), grant.lab().map(Lab::id), reason, named(row, details));
    }

    /** Whose account it was, in a word that whoever reads the audit knows: the subject's id tells people nothing. */
    static Map<String, String> named(PersonEntity row, Map<String, String> details) {
        Map<String, String> named = new HashMap<>(details);
        named.put("login", row.login);
        return Map.copyOf(named);
    }
}
