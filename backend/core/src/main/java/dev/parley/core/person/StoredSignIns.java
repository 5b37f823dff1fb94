package dev.parley.core.person;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sign-ins against the hashes in PostgreSQL. */
@ApplicationScoped
class StoredSignIns implements SignIns {
    private static final String REFUSED = "The login or the password is wrong, or the account is closed.";

    /** The audit is written within it: what that takes would tell whether there is such a login. */
    static final Duration REFUSED_AFTER = Duration.ofMillis(250);

    private final Transactions transactions;
    private final PersonRows rows;
    private final PersonSessions sessions;
    private final PeopleFromElsewhere elsewhere;
    private final PasswordHashes hashes;
    private final LoginTries tries;
    private final Audit audit;

    @Inject
    StoredSignIns(
            Transactions transactions,
            PersonRows rows,
            PersonSessions sessions,
            PeopleFromElsewhere elsewhere,
            PasswordHashes hashes,
            LoginTries tries,
            Audit audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.sessions = sessions;
        this.elsewhere = elsewhere;
        this.hashes = hashes;
        this.tries = tries;
        this.audit = audit;
    }

    /** What a look at a login found. */
    private record Known(PersonId id, String name, Optional<String> hash, boolean open, boolean tooLate) {
        static Known of(PersonEntity row, Instant now) {
            return new Known(
                    row.personId(),
                    row.name,
                    Optional.ofNullable(row.passwordHash),
                    row.disabledAt == null,
                    row.oneTimeUntil != null && !now.isBefore(row.oneTimeUntil));
        }
    }

    private Uni<Optional<Known>> look(String login) {
        return transactions.read(session -> rows.byLogin(session, login)
                .chain(found -> Transactions.now(session).map(now -> found.map(row -> Known.of(row, now)))));
    }

    @Override
    public Uni<Opened> signIn(String login, String password, String network, Optional<String> before) {
        String wanted = login.strip().toLowerCase(Locale.ROOT);
        return Uni.createFrom()
                .deferred(() -> tries.take(wanted, network))
                .chain(() -> look(wanted))
                .chain(known -> checked(known, password, network))
                .chain(known ->
                        opened(known.id(), known.hash(), network, before, "session.opened", Map.of("by", "password")));
    }

    @Override
    public Uni<Opened> signInElsewhere(Proven proven, String network, Optional<String> before) {
        return elsewhere
                .known(proven)
                .chain(id ->
                        opened(id, Optional.empty(), network, before, "session.opened", Map.of("by", proven.issuer())));
    }

    @Override
    public Uni<Void> signOut(String cookieValue) {
        return transactions
                .write(session -> sessions.close(session, cookieValue))
                .invoke(sessions::forget);
    }

    @Override
    public Uni<Void> signOutEverywhere(SignedIn person, String network) {
        return transactions
                .write(session -> sessions.closeAll(session, person.id())
                        .call(() -> sessions.tellNoBrowser(session, person.id()))
                        .chain(ended -> audit.record(
                                session,
                                person.as(Rank.USER, network),
                                deed("session.closed-everywhere", person.id(), Map.of("sessions", "" + ended)))))
                .invoke(sessions::forget);
    }

    @Override
    public Uni<Opened> changePassword(SignedIn person, String present, String next, String network) {
        return Uni.createFrom()
                .deferred(() -> tries.take(person.login(), network))
                .invoke(() -> {
                    PasswordRules.check(person.login(), next);
                    if (next.equals(present)) {
                        throw new ParleyException(
                                ErrorCode.PASSWORD_REFUSED, "The new password is the present one; choose another.");
                    }
                })
                .chain(() -> look(person.login()))
                .chain(known -> checked(known, present, network))
                .chain(known -> hashes.hash(next).call(hash -> changed(known, hash)))
                .chain(hash -> opened(
                        person.id(), Optional.of(hash), network, Optional.empty(), "password.changed", Map.of()));
    }

    private Uni<Integer> changed(Known known, String hash) {
        return transactions.write(session -> rows.lock(session, known.id())
                .invoke(row -> {
                    requireOpen(row, known.hash());
                    row.passwordHash = hash;
                    row.mustChangePassword = false;
                    row.oneTimeUntil = null;
                })
                .chain(() -> sessions.closeAll(session, known.id())));
    }

    /** Between the look and this lock it may have been closed, and got another password: then this one opens nothing. */
    private static void requireOpen(PersonEntity row, Optional<String> checkedHash) {
        if (row.disabledAt != null
                || checkedHash.filter(hash -> !hash.equals(row.passwordHash)).isPresent()) {
            throw new ParleyException(ErrorCode.SIGN_IN_REFUSED, REFUSED);
        }
    }

    /** Too long a password is not even hashed: that would be a way to keep the server busy. */
    private Uni<Known> checked(Optional<Known> known, String password, String network) {
        Uni<Boolean> matches = password.length() > 2 * PasswordRules.LONGEST
                ? Uni.createFrom().item(false)
                : hashes.matches(password, known.flatMap(Known::hash));
        return matches.chain(right -> right && known.filter(Known::open).isPresent()
                ? Uni.createFrom().item(known.get()).invoke(StoredSignIns::requireInTime)
                : refused(known, network));
    }

    /** Told only to whoever knows the password. */
    private static void requireInTime(Known known) {
        if (known.tooLate()) {
            throw new ParleyException(
                    ErrorCode.SIGN_IN_REFUSED,
                    "This one-time password was not used in time and opens nothing any more. Ask a platform admin for another.");
        }
    }

    /** What was typed as a login may be a password: only a login that there is gets into the audit, by its id. */
    private Uni<Known> refused(Optional<Known> known, String network) {
        ParleyException refusal = new ParleyException(ErrorCode.SIGN_IN_REFUSED, REFUSED);
        Uni<Void> kept = known.map(person -> audit.record(
                        new Actor(Optional.of(person.id()), person.name(), Rank.GUEST.name(), network),
                        deed("session.refused", person.id(), Map.of())))
                .orElseGet(() -> Uni.createFrom().voidItem());
        Uni<Void> pause = Uni.createFrom().voidItem().onItem().delayIt().by(REFUSED_AFTER);
        return Uni.combine()
                .all()
                .unis(kept, pause)
                .discardItems()
                .chain(() -> Uni.createFrom().failure(refusal));
    }

    /** @param checkedHash against which the password was right; empty where another service vouched */
    private Uni<Opened> opened(
            PersonId id,
            Optional<String> checkedHash,
            String network,
            Optional<String> before,
            String action,
            Map<String, String> details) {
        return transactions
                .write(session -> rows.lock(session, id)
                        .invoke(row -> requireOpen(row, checkedHash))
                        .call(() -> closeBefore(session, before))
                        .chain(row -> rows.grants(session, row).map(row::signedIn))
                        .chain(person -> sessions.open(session, id)
                                .call(() ->
                                        audit.record(session, person.as(Rank.USER, network), deed(action, id, details)))
                                .map(cookie -> new Opened(person, cookie))))
                .invoke(sessions::forget);
    }

    private Uni<Void> closeBefore(Mutiny.Session session, Optional<String> before) {
        return before.map(cookie -> sessions.close(session, cookie))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Deed deed(String action, PersonId person, Map<String, String> details) {
        return new Deed(action, "person", person.toString(), Optional.empty(), "", details);
    }
}
