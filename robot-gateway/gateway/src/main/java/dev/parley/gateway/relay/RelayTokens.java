package dev.parley.gateway.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tokens of the relay: 256 random bits, kept hashed, good for one connection while the assignment they were issued for is open. */
@ApplicationScoped
class RelayTokens {
    private static final String PREFIX = "plr1.";
    private static final int BYTES = 32;

    private static final String ISSUE =
            "INSERT INTO relay_token (token_hash, assignment, policy, issued_at) VALUES ($1, $2, $3, clock_timestamp())";

    /** The first to come gets it, and only for the version that the turn is for. */
    private static final String OPEN = """
            UPDATE relay_token t SET opened_at = clock_timestamp()
            FROM assignment a JOIN turn u ON u.id = a.turn_id JOIN remote_policy r ON r.name = u.policy_name
            WHERE t.token_hash = $1 AND t.opened_at IS NULL AND a.id = t.assignment AND r.name = t.policy
              AND a.state IN ('OFFERED', 'LEASED') AND r.state = 'READY' AND r.current_digest = u.policy_digest
            RETURNING t.assignment, t.policy""";

    private static final String CLOSE = """
            UPDATE relay_token SET closed_at = clock_timestamp(), asks = $2, p50_us = $3, p95_us = $4, p99_us = $5,
                added_us = $6, fault = $7 WHERE token_hash = $1""";

    private static final String STILL =
            "SELECT id FROM assignment WHERE id = ANY ($1) AND state IN ('OFFERED', 'LEASED')";

    private final Pool postgres;
    private final SecureRandom random;

    @Inject
    RelayTokens(Pool postgres, SecureRandom random) {
        this.postgres = postgres;
        this.random = random;
    }

    /** A new one, shown this once. */
    Uni<String> issue(EpisodeId episode, String policy) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return postgres.preparedQuery(ISSUE)
                .execute(Tuple.of(Buffer.buffer(hash(token)), episode.value(), policy))
                .replaceWith(token);
    }

    /** Empty for one that was never issued, was used before, or whose episode is over; and where the policy is not in order now. */
    Uni<Optional<RelayPass>> open(String token) {
        byte[] hash = hash(token);
        return postgres.preparedQuery(OPEN)
                .execute(Tuple.of(Buffer.buffer(hash)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    return Optional.of(new RelayPass(hash, new EpisodeId(row.getUUID(0)), row.getString(1)));
                });
    }

    /** What was measured. */
    Uni<Void> closed(RelayPass pass, RelayTimes.Summary times, Optional<String> fault) {
        return postgres.preparedQuery(CLOSE)
                .execute(Tuple.tuple()
                        .addValue(Buffer.buffer(pass.tokenHash()))
                        .addInteger(times.asks())
                        .addLong(times.p50Us())
                        .addLong(times.p95Us())
                        .addLong(times.p99Us())
                        .addLong(times.addedUs())
                        .addString(fault.orElse(null)))
                .replaceWithVoid();
    }

    /** Those of them that still run. */
    Uni<Set<EpisodeId>> running(Collection<EpisodeId> episodes) {
        return postgres.preparedQuery(STILL)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(episodes.stream().map(EpisodeId::value).toArray(UUID[]::new)))
                .map(rows -> {
                    Set<EpisodeId> running = new HashSet<>();
                    rows.forEach(row -> running.add(new EpisodeId(row.getUUID(0))));
                    return running;
                });
    }

    static byte[] hash(String token) {
        return Sha256.of(token.getBytes(US_ASCII));
    }
}
