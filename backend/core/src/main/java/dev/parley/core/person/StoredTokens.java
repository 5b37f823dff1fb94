package dev.parley.core.person;

import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tokens in PostgreSQL, as digests; judged by its clock. A look is shared for two seconds, as those at sessions are. */
@ApplicationScoped
class StoredTokens implements PersonTokens {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration SHORTEST_LIFE = Duration.ofDays(1);

    private static final String GOOD = "revoked_at IS NULL AND expires_at > clock_timestamp()";

    /** One more would be too many: nothing is inserted. The person's row is locked, so that two at once count each other. */
    private static final String INSERT = """
            INSERT INTO person_token (id, person_id, name, token_hash, scopes, created_at, expires_at)
            SELECT cast(:id AS uuid), p.id, :name, cast(:hash AS bytea), string_to_array(:scopes, ','), clock_timestamp(),
                clock_timestamp() + make_interval(secs => :seconds)
            FROM (SELECT id FROM person WHERE id = :person FOR UPDATE) AS p
            WHERE (SELECT count(*) FROM person_token WHERE person_id = :person AND revoked_at IS NULL
                AND expires_at > clock_timestamp()) < :most""";

    private static final String LIST = "SELECT id, name, scopes, created_at, expires_at, last_used_at FROM person_token"
            + " WHERE person_id = $1 AND " + GOOD + " ORDER BY created_at DESC, id";

    private static final String REVOKE = "UPDATE person_token SET revoked_at = clock_timestamp()"
            + " WHERE id = :id AND person_id = :person AND " + GOOD;

    private static final String FIND = """
            SELECT p.id, p.login, p.name, p.must_change_password,
                coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', TRUE), g.role, l.id, l.name, l.title, t.scopes
            FROM person_token t JOIN person p ON p.id = t.person_id
            LEFT JOIN role_grant g ON g.person_id = p.id LEFT JOIN lab l ON l.id = g.lab_id
            WHERE t.token_hash = $1 AND t.expires_at > clock_timestamp() AND t.revoked_at IS NULL
                AND p.disabled_at IS NULL AND NOT p.must_change_password
            ORDER BY g.granted_at, g.id""";

    private static final String TOUCH =
            "UPDATE person_token SET last_used_at = clock_timestamp() WHERE token_hash = $1";

    private final Pool postgres;
    private final Transactions transactions;
    private final Audit audit;
    private final SecureRandom random;
    private final SharedReads<SessionToken, Optional<Shown>> looks;

    @Inject
    StoredTokens(Pool postgres, Transactions transactions, Audit audit, SecureRandom random, ReactiveBridge bridge) {
        this.postgres = postgres;
        this.transactions = transactions;
        this.audit = audit;
        this.random = random;
        looks = new SharedReads<>(bridge, this::look, found -> FRESH, MOST_REMEMBERED, found -> 1);
    }

    @Override
    public Uni<Made> make(SignedIn owner, String name, Set<Scope> scopes, Duration life, Actor by) {
        String shown = name.strip();
        if (shown.isEmpty() || shown.length() > LONGEST_NAME) {
            return refused(
                    "A token has a name of 1 to %d characters, so that you know it again.".formatted(LONGEST_NAME));
        }
        if (scopes.isEmpty()) {
            return refused("scopes is one or more of %s.".formatted(names(EnumSet.allOf(Scope.class))));
        }
        if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
            return refused("days is 1 to %d.".formatted(LONGEST_LIFE.toDays()));
        }
        SessionToken secret = SessionToken.next(random);
        TokenId id = new TokenId(UUID.randomUUID());
        return transactions
                .write(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", id.value())
                        .setParameter("name", shown)
                        .setParameter("hash", secret.sha256())
                        .setParameter("scopes", scopes.stream().map(Scope::name).collect(Collectors.joining(",")))
                        .setParameter("seconds", (double) life.toSeconds())
                        .setParameter("person", owner.id().value())
                        .setParameter("most", MOST_EACH)
                        .executeUpdate()
                        .invoke(inserted -> {
                            if (inserted == 0) {
                                throw new ParleyException(
                                        ErrorCode.TOKENS_FULL,
                                        "You have %d tokens, which is the most. Revoke one that you no longer use."
                                                .formatted(MOST_EACH));
                            }
                        })
                        .chain(() ->
                                audit.record(session, by, deed("token.created", id, Map.of("scopes", names(scopes))))))
                .chain(() -> of(owner))
                .map(all -> new Made(
                        all.stream()
                                .filter(token -> token.id().equals(id))
                                .findFirst()
                                .orElseThrow(),
                        PREFIX + secret.value()));
    }

    @Override
    public Uni<List<TokenData>> of(SignedIn owner) {
        return postgres.preparedQuery(LIST)
                .execute(Tuple.of(owner.id().value()))
                .map(rows -> {
                    List<TokenData> found = new ArrayList<>();
                    rows.forEach(row -> found.add(new TokenData(
                            new TokenId(row.getUUID(0)),
                            row.getString(1),
                            scopes(row, 2),
                            row.getOffsetDateTime(3).toInstant(),
                            row.getOffsetDateTime(4).toInstant(),
                            Optional.ofNullable(row.getOffsetDateTime(5)).map(OffsetDateTime::toInstant))));
                    return List.copyOf(found);
                });
    }

    @Override
    public Uni<Void> revoke(SignedIn owner, TokenId id, Actor by) {
        return transactions
                .write(session -> session.createNativeQuery(REVOKE)
                        .setParameter("id", id.value())
                        .setParameter("person", owner.id().value())
                        .executeUpdate()
                        .invoke(revoked -> {
                            if (revoked == 0) {
                                throw new ParleyException(
                                        ErrorCode.TOKEN_UNKNOWN, "You have no token %s.".formatted(id));
                            }
                        })
                        .chain(() -> audit.record(session, by, deed("token.revoked", id, Map.of()))))
                .invoke(looks::forgetAll);
    }

    @Override
    public Uni<Optional<Shown>> find(String secret) {
        Optional<SessionToken> token =
                secret.startsWith(PREFIX) ? SessionToken.of(secret.substring(PREFIX.length())) : Optional.empty();
        return token.isEmpty() ? Uni.createFrom().item(Optional.empty()) : looks.get(token.get());
    }

    private Uni<Optional<Shown>> look(SessionToken token) {
        return postgres.preparedQuery(FIND)
                .execute(Tuple.of(token.sha256Buffer()))
                .call(rows -> stale(rows)
                        ? postgres.preparedQuery(TOUCH).execute(Tuple.of(token.sha256Buffer()))
                        : Uni.createFrom().voidItem())
                .map(rows -> PersonSessions.signedIn(rows)
                        .map(person -> new Shown(person, scopes(rows.iterator().next(), 9))));
    }

    private static boolean stale(RowSet<Row> rows) {
        return rows.size() > 0 && rows.iterator().next().getBoolean(4);
    }

    private static Set<Scope> scopes(Row row, int column) {
        return Arrays.stream(row.getArrayOfStrings(column)).map(Scope::valueOf).collect(Collectors.toSet());
    }

    private static String names(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(", "));
    }

    private static <T> Uni<T> refused(String sentence) {
        return Uni.createFrom().failure(new ParleyException(ErrorCode.BODY_MALFORMED, sentence));
    }

    private static Deed deed(String action, TokenId id, Map<String, String> details) {
        return new Deed(action, "token", id.toString(), Optional.empty(), "", details);
    }
}
