package dev.parley.core.follow;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Followers in PostgreSQL. */
@ApplicationScoped
class StoredFollowers implements Followers {
    /** Two pages of one person count one after the other. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended($1, 25))";

    /** Shared, so that it cannot be taken back between this look and the row. */
    private static final String PROMPT =
            "SELECT author, state, screening, policy_name FROM prompt WHERE id = $1 FOR SHARE";

    private static final String FOLLOWED = """
            SELECT count(*) FROM prompt_follower f JOIN prompt p ON p.id = f.prompt_id
            WHERE f.person = $1 AND f.prompt_id <> $2 AND p.author <> $1 AND p.state IN ('SUBMITTED', 'QUEUED')""";

    private static final String FOLLOW =
            "INSERT INTO prompt_follower (prompt_id, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    private static final String UNFOLLOW = "DELETE FROM prompt_follower WHERE prompt_id = $1 AND person = $2";

    private static final String OF = """
            SELECT count(*) FILTER (WHERE f.person <> p.author), coalesce(bool_or(f.person = $2), FALSE)
            FROM prompt p LEFT JOIN prompt_follower f ON f.prompt_id = p.id WHERE p.id = $1""";

    private final Pool postgres;
    private final Limits limits;
    private final Consents consents;
    private final int atMost;

    @Inject
    StoredFollowers(Pool postgres, Limits limits, Consents consents, FollowConfig config) {
        this.postgres = postgres;
        this.limits = limits;
        this.consents = consents;
        this.atMost = config.atMost();
    }

    @Override
    public Uni<Following> follow(PromptId prompt, Author author) {
        UUID person = author.id().value();
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.FOLLOWS, author))
                .chain(() -> consents.require(author))
                .chain(() -> postgres.withTransaction(transaction -> run(
                                transaction, ONE_AT_A_TIME, Tuple.of(person.toString()))
                        .chain(() -> run(transaction, PROMPT, Tuple.of(prompt.value())))
                        .map(found -> checked(prompt, found, author))
                        .chain(own -> own ? Uni.createFrom().voidItem() : requireRoom(transaction, prompt, person))
                        .chain(() -> run(transaction, FOLLOW, Tuple.of(prompt.value(), person)))
                        .chain(() -> of(transaction, prompt, person))));
    }

    @Override
    public Uni<Following> unfollow(PromptId prompt, Author author) {
        UUID person = author.id().value();
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.FOLLOWS, author))
                .chain(() -> run(postgres, UNFOLLOW, Tuple.of(prompt.value(), person)))
                .chain(() -> of(postgres, prompt, person));
    }

    @Override
    public Uni<Following> of(PromptId prompt, Optional<AuthorId> reader) {
        return of(postgres, prompt, reader.map(AuthorId::value).orElse(new UUID(0, 0)));
    }

    private static Uni<Following> of(SqlClient client, PromptId prompt, UUID reader) {
        return run(client, OF, Tuple.of(prompt.value(), reader)).map(rows -> {
            Row row = rows.iterator().next();
            return new Following(row.getLong(0).intValue(), row.getBoolean(1));
        });
    }

    /** @return whether it is their own */
    private static boolean checked(PromptId prompt, RowSet<Row> found, Author author) {
        if (found.size() == 0) {
            throw new ParleyException(ErrorCode.PROMPT_UNKNOWN, "There is no prompt %s.".formatted(prompt));
        }
        Row row = found.iterator().next();
        boolean own = author.id().value().equals(row.getUUID(0));
        PromptState state = PromptState.valueOf(row.getString(1));
        if (state == PromptState.ERASED) {
            throw new ParleyException(ErrorCode.WITHDRAWN, "Prompt %s was taken back.".formatted(prompt));
        }
        if (state.terminal()) {
            throw new ParleyException(
                    ErrorCode.PROMPT_ENDED,
                    "Prompt %s has ended as %s: there is nothing left to be told of.".formatted(prompt, state));
        }
        if (!own && !row.getString(2).equals("PASSED")) {
            throw new ParleyException(
                    ErrorCode.PROMPT_NOT_OPEN,
                    "Prompt %s was not passed yet: until then only whoever asked it can follow it.".formatted(prompt));
        }
        if (!own && row.getString(3).equals(EpisodeData.SEALED_POLICY)) {
            throw new ParleyException(
                    ErrorCode.PROMPT_NOT_OPEN,
                    "Prompt %s is a comparison, and sealed: only whoever asked it is told of it.".formatted(prompt));
        }
        return own;
    }

    private Uni<Void> requireRoom(SqlConnection transaction, PromptId prompt, UUID person) {
        return run(transaction, FOLLOWED, Tuple.of(person, prompt.value()))
                .invoke(rows -> {
                    long followed = rows.iterator().next().getLong(0);
                    if (followed >= atMost) {
                        throw new ParleyException(
                                ErrorCode.RATE_LIMITED,
                                "You follow %d asks that have not ended, which is as many as one person may. Leave one, or wait until one has ended."
                                        .formatted(followed));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> run(SqlClient client, String statement, Tuple values) {
        return client.preparedQuery(statement).execute(values);
    }
}
