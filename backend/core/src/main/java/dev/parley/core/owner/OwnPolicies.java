package dev.parley.core.owner;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The policies of the labs that somebody is of, as an operator or an admin, and those on servers of their own. Asked in the transaction of what is done, so that it
 * holds from the commit that made somebody one of them.
 */
@ApplicationScoped
public class OwnPolicies {
    /** An author's id is their account's. */
    private static final String OF = "SELECT person_id, digest FROM own_policy WHERE person_id = ANY ($1)";

    /** @param digests of policy versions, by who they belong to */
    public record Own(Map<AuthorId, Set<String>> digests) {
        public Own {
            digests = Map.copyOf(digests);
        }

        /** Whether a version belongs to them or to a lab of theirs. */
        public boolean has(AuthorId author, String digest) {
            return digests.getOrDefault(author, Set.of()).contains(digest);
        }

        /** The digests of all that do. */
        public Set<String> of(AuthorId author) {
            return digests.getOrDefault(author, Set.of());
        }
    }

    /** Of all these people at once; guests own nothing. */
    public Uni<Own> of(SqlClient client, Collection<Author> authors) {
        UUID[] ids =
                authors.stream().map(author -> author.id().value()).distinct().toArray(UUID[]::new);
        return client.preparedQuery(OF)
                .execute(Tuple.tuple().addArrayOfUUID(ids))
                .map(rows -> {
                    Map<AuthorId, Set<String>> digests = new HashMap<>();
                    rows.forEach(
                            row -> digests.computeIfAbsent(new AuthorId(row.getUUID(0)), ignored -> new HashSet<>())
                                    .add(row.getString(1)));
                    return new Own(digests);
                });
    }

    /** To whoever asks for one by its name: they know whose it is. */
    public static ParleyException refusal(PolicyData policy) {
        return refusal("%s (%s) belongs to your own lab, or you brought it.".formatted(policy.title(), policy.name()));
    }

    /** To whoever leaves the choice open where only their own lab's policies could do it. */
    public static ParleyException nothingElse() {
        return refusal("Only policies of your own lab or your own could do this.");
    }

    private static ParleyException refusal(String what) {
        return new ParleyException(
                ErrorCode.OWN_POLICY,
                what
                        + " Neither the people of a lab nor who brought a policy ask it or judge it, so that nobody places their own;"
                        + " everybody else may, and a study of one's own is told as such. Ask another policy.");
    }
}
