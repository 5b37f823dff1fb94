package dev.parley.core.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Agreements in PostgreSQL. That somebody agreed to a version is never undone, so each replica remembers it and asks once;
 * that somebody did not may change the next moment and is not remembered.
 */
@ApplicationScoped
class StoredConsents implements Consents {
    private static final int MOST_REMEMBERED = 50_000;

    /** The same again adds nothing to the history. */
    private static final String AGREE = """
            INSERT INTO consent (author, version, publish, training, age_ok, at)
            SELECT $1, $2, TRUE, $3, TRUE, clock_timestamp()
            WHERE NOT EXISTS (
                SELECT FROM (SELECT version, training FROM consent WHERE author = $1 ORDER BY id DESC LIMIT 1) AS newest
                WHERE newest.version = $2 AND newest.training = $3)""";

    private static final String NEWEST =
            "SELECT version, training, at FROM consent WHERE author = $1 ORDER BY id DESC LIMIT 1";

    private final Pool postgres;
    private final Limits limits;
    private final boolean required;
    private final ConsentText text;
    private final Cache<AuthorId, Boolean> agreed =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    @Inject
    StoredConsents(Pool postgres, Limits limits, ConsentConfig config) {
        this.postgres = postgres;
        this.limits = limits;
        this.required = config.required();
        this.text = ConsentText.of(config.age());
    }

    @Override
    public ConsentText text() {
        return text;
    }

    @Override
    public Uni<Optional<Consent>> of(Author author) {
        return postgres.preparedQuery(NEWEST)
                .execute(Tuple.of(author.id().value()))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    return found.hasNext() ? Optional.of(consent(found.next())) : Optional.empty();
                });
    }

    @Override
    public Uni<Consent> agree(Author author, Agreement agreement) {
        return Uni.createFrom()
                .item(() -> checked(agreement))
                .call(() -> limits.take(Limit.CONSENTS, author))
                .call(() -> postgres.preparedQuery(AGREE)
                        .execute(Tuple.of(author.id().value(), agreement.version(), agreement.training())))
                .chain(() -> of(author))
                .map(Optional::orElseThrow);
    }

    @Override
    public Uni<Void> require(Author author) {
        if (!required || agreed.getIfPresent(author.id()) != null) {
            return Uni.createFrom().voidItem();
        }
        return of(author)
                .invoke(newest -> {
                    if (newest.filter(Consent::current).isEmpty()) {
                        throw new ParleyException(
                                ErrorCode.CONSENT_NEEDED,
                                newest.isEmpty()
                                        ? "Before your first ask, vote or upload you have to agree to what becomes of it."
                                        : "What becomes of asks, votes and uploads has changed since you agreed; please read it again.");
                    }
                    agreed.put(author.id(), true);
                })
                .replaceWithVoid();
    }

    private Agreement checked(Agreement agreement) {
        if (!agreement.version().equals(text.version())) {
            throw new ParleyException(
                    ErrorCode.CONSENT_STALE,
                    "The text is now version \"%s\"; read it and agree to that one.".formatted(text.version()));
        }
        if (!agreement.publish()) {
            throw new ParleyException(
                    ErrorCode.CONSENT_INCOMPLETE,
                    "Asking and voting need \"publish\": true, since all of it is public. Watching needs nothing.");
        }
        if (!agreement.ageOk()) {
            throw new ParleyException(
                    ErrorCode.CONSENT_INCOMPLETE,
                    "Asking and voting are for people of %d or older. Watching is for everybody."
                            .formatted(text.age()));
        }
        return agreement;
    }

    private Consent consent(Row row) {
        String version = row.getString(0);
        return new Consent(
                version, row.getBoolean(1), row.getOffsetDateTime(2).toInstant(), version.equals(text.version()));
    }
}
