package dev.parley.core.push;

import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.policy.guard.AddressRefused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Browsers in PostgreSQL. */
@ApplicationScoped
class StoredBrowsers implements Browsers {
    /** Two pages of one person subscribe one after the other. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended($1, 35))";

    private static final String OF =
            "SELECT id, endpoint, since FROM push_subscription WHERE person = $1 ORDER BY since DESC, id";

    /** With the first browser, what has happened until then is no news: nobody is told it in a heap. */
    private static final String NO_NEWS = FollowedStages.moved(
                    "f.person = $1" + " AND NOT EXISTS (SELECT FROM push_subscription s WHERE s.person = $1)")
            + "SELECT count(*) FROM moved";

    private static final String ADD = """
            INSERT INTO push_subscription (person, endpoint, p256dh, auth) VALUES ($1, $2, $3, $4)
            ON CONFLICT (endpoint) DO UPDATE SET person = excluded.person, p256dh = excluded.p256dh,
                auth = excluded.auth, since = excluded.since
            RETURNING id""";

    private static final String MAKE_ROOM = """
            DELETE FROM push_subscription WHERE id IN (
                SELECT id FROM push_subscription WHERE person = $1 ORDER BY since DESC, id OFFSET $2)""";

    private static final String REMOVE = "DELETE FROM push_subscription WHERE person = $1 AND id = $2";

    private final Pool postgres;
    private final Limits limits;
    private final Consents consents;
    private final PushServices services;
    private final Vapid vapid;
    private final ReactiveBridge bridge;
    private final int atMost;

    @Inject
    StoredBrowsers(
            Pool postgres,
            Limits limits,
            Consents consents,
            PushServices services,
            Vapid vapid,
            ReactiveBridge bridge,
            PushConfig config) {
        this.postgres = postgres;
        this.limits = limits;
        this.consents = consents;
        this.services = services;
        this.vapid = vapid;
        this.bridge = bridge;
        this.atMost = config.browsersAtMost();
    }

    @Override
    public String senderKey() {
        return vapid.publicKey();
    }

    @Override
    public Uni<List<Browser>> of(Author person) {
        return postgres.preparedQuery(OF).execute(Tuple.of(person.id().value())).map(rows -> {
            List<Browser> found = new ArrayList<>();
            for (Row row : rows) {
                found.add(new Browser(
                        row.getUUID(0),
                        URI.create(row.getString(1)).getHost(),
                        row.getOffsetDateTime(2).toInstant()));
            }
            return found;
        });
    }

    @Override
    public Uni<UUID> add(NewBrowser browser, Author person) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.FOLLOWS, person))
                .chain(() -> consents.require(person))
                .chain(() -> bridge.backHere(() -> requireOpen(browser.endpoint())))
                .chain(() -> postgres.withTransaction(
                        transaction -> add(transaction, browser, person.id().value())));
    }

    private Uni<Void> requireOpen(URI endpoint) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        services.check(endpoint);
                    } catch (AddressRefused | UncheckedIOException e) {
                        // What the guard found out about names of this network is not for strangers.
                        throw NewBrowser.refused(
                                "This server sends to push services of the open internet by https, and the endpoint names none.");
                    }
                    return endpoint;
                })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .replaceWithVoid();
    }

    private Uni<UUID> add(SqlConnection transaction, NewBrowser browser, UUID person) {
        return run(transaction, ONE_AT_A_TIME, Tuple.of(person.toString()))
                .chain(() -> run(transaction, NO_NEWS, Tuple.of(person)))
                .chain(() -> transaction
                        .preparedQuery(ADD)
                        .execute(Tuple.of(person, browser.endpoint().toString())
                                .addBuffer(Buffer.buffer(browser.key()))
                                .addBuffer(Buffer.buffer(browser.auth()))))
                .map(rows -> rows.iterator().next().getUUID(0))
                .call(() -> run(transaction, MAKE_ROOM, Tuple.of(person, atMost)));
    }

    @Override
    public Uni<Void> remove(UUID id, Author person) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.FOLLOWS, person))
                .chain(() -> postgres.preparedQuery(REMOVE)
                        .execute(Tuple.of(person.id().value(), id)))
                .replaceWithVoid();
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple values) {
        return transaction.preparedQuery(statement).execute(values).replaceWithVoid();
    }
}
