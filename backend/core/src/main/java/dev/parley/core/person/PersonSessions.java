package dev.parley.core.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where people are signed in, in PostgreSQL and judged by its clock. A look is shared for two seconds: that is how long
 * another replica may take somebody for signed in who was signed out, or for an operator who is none any more.
 */
@ApplicationScoped
public class PersonSessions {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration RECENT = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 20_000;

    private static final String OPEN = """
            INSERT INTO person_session (token_hash, person_id, created_at, last_seen_at, expires_at)
            VALUES (:token, :person, clock_timestamp(), clock_timestamp(),
                clock_timestamp() + make_interval(secs => :longest))""";

    private static final String SWEEP = """
            DELETE FROM person_session WHERE expires_at < clock_timestamp()
                OR last_seen_at < clock_timestamp() - make_interval(secs => :idle)""";

    private static final String FIND = """
            SELECT p.id, p.login, p.name, p.must_change_password,
                s.last_seen_at < clock_timestamp() - interval '1 minute', g.role, l.id, l.name, l.title
            FROM person_session s JOIN person p ON p.id = s.person_id
            LEFT JOIN role_grant g ON g.person_id = p.id LEFT JOIN lab l ON l.id = g.lab_id
            WHERE s.token_hash = $1 AND s.expires_at > clock_timestamp()
                AND s.last_seen_at > clock_timestamp() - make_interval(secs => $2) AND p.disabled_at IS NULL
            ORDER BY g.granted_at, g.id""";

    private static final String TOUCH =
            "UPDATE person_session SET last_seen_at = clock_timestamp() WHERE token_hash = $1";

    private static final String CLOSE = "DELETE FROM person_session WHERE token_hash = :token";

    private static final String CLOSE_ALL = "DELETE FROM person_session WHERE person_id = :person";

    /** Browsers that are told of their asks with no page open; what was to be sent there goes with them. */
    private static final String TELL_NO_BROWSER = "DELETE FROM push_subscription WHERE person = :person";

    private final Pool postgres;
    private final SecureRandom random;
    private final double idleSeconds;
    private final double longestSeconds;
    private final SharedReads<SessionToken, Optional<SignedIn>> looks;
    private final Cache<SessionToken, Optional<SignedIn>> recent = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(RECENT)
            .build();

    @Inject
    PersonSessions(Pool postgres, ReactiveBridge bridge, SecureRandom random, PeopleConfig config) {
        this.postgres = postgres;
        this.random = random;
        idleSeconds = config.idle().toMillis() / 1000.0;
        longestSeconds = config.longest().toMillis() / 1000.0;
        looks = new SharedReads<>(bridge, this::look, found -> FRESH, MOST_REMEMBERED, found -> 1);
    }

    /** Whom a cookie's value shows to be signed in. */
    public Uni<Optional<SignedIn>> find(String cookieValue) {
        Optional<SessionToken> token = SessionToken.of(cookieValue);
        return token.isEmpty() ? Uni.createFrom().item(Optional.empty()) : looks.get(token.get());
    }

    /**
     * Whom the door of this replica saw with this cookie within the last minute. For pages, which may not wait, and whose
     * request has just come through that door; what matters is asked anew with {@link #find}.
     */
    public Optional<SignedIn> seen(String cookieValue) {
        return SessionToken.of(cookieValue)
                .flatMap(token -> Optional.ofNullable(recent.getIfPresent(token)))
                .flatMap(found -> found);
    }

    /** Whether the door of this replica saw within the last minute that nobody is signed in with this cookie. */
    public boolean seenToBeNobody(String cookieValue) {
        return SessionToken.of(cookieValue)
                .map(token -> Optional.ofNullable(recent.getIfPresent(token))
                        .filter(Optional::isEmpty)
                        .isPresent())
                .orElse(true);
    }

    /** @return the cookie's value */
    Uni<String> open(Mutiny.Session session, PersonId person) {
        SessionToken token = SessionToken.next(random);
        return session.createNativeQuery(SWEEP)
                .setParameter("idle", idleSeconds)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(OPEN)
                        .setParameter("token", token.sha256())
                        .setParameter("person", person.value())
                        .setParameter("longest", longestSeconds)
                        .executeUpdate())
                .replaceWith(token.value());
    }

    Uni<Void> close(Mutiny.Session session, String cookieValue) {
        Optional<SessionToken> token = SessionToken.of(cookieValue);
        if (token.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(CLOSE)
                .setParameter("token", token.get().sha256())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Signs somebody out everywhere. */
    Uni<Integer> closeAll(Mutiny.Session session, PersonId person) {
        return session.createNativeQuery(CLOSE_ALL)
                .setParameter("person", person.value())
                .executeUpdate();
    }

    /** Ends that browsers are told with no page open: a browser in which nobody is signed in any more is somebody else's business. */
    Uni<Integer> tellNoBrowser(Mutiny.Session session, PersonId person) {
        return session.createNativeQuery(TELL_NO_BROWSER)
                .setParameter("person", person.value())
                .executeUpdate();
    }

    /** After a change of who may what: this replica looks anew. Others do within two seconds. */
    void forget() {
        looks.forgetAll();
        recent.invalidateAll();
    }

    private Uni<Optional<SignedIn>> look(SessionToken token) {
        return postgres.preparedQuery(FIND)
                .execute(Tuple.of(token.sha256Buffer(), idleSeconds))
                .call(rows -> stale(rows)
                        ? postgres.preparedQuery(TOUCH).execute(Tuple.of(token.sha256Buffer()))
                        : Uni.createFrom().voidItem())
                .map(PersonSessions::signedIn)
                .invoke(found -> recent.put(token, found));
    }

    private static boolean stale(RowSet<Row> rows) {
        return rows.size() > 0 && rows.iterator().next().getBoolean(4);
    }

    /** From columns id, login, name, whether a change of password is due, anything, role, and id, name and title of its lab. */
    static Optional<SignedIn> signedIn(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        List<Grant> grants = new ArrayList<>();
        rows.forEach(row -> granted(row).ifPresent(grants::add));
        Row person = rows.iterator().next();
        return Optional.of(new SignedIn(
                new PersonId(person.getUUID(0)),
                person.getString(1),
                person.getString(2),
                grants,
                person.getBoolean(3)));
    }

    private static Optional<Grant> granted(Row row) {
        return Optional.ofNullable(row.getString(5))
                .map(role -> new Grant(
                        Role.valueOf(role),
                        Optional.ofNullable(row.getUUID(6))
                                .map(lab -> new Lab(new LabId(lab), row.getString(7), row.getString(8)))));
    }
}
