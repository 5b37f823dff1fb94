package dev.parley.core.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which episodes people have taken over that have not ended yet: their policies are to be stopped. */
@ApplicationScoped
public class TakenOver {
    /** Kind of the event that says so. */
    public static final String EVENT = "episode.taken-over";

    private final Transactions transactions;

    @Inject
    public TakenOver(Transactions transactions) {
        this.transactions = transactions;
    }

    public Uni<List<EpisodeId>> among(Collection<EpisodeId> episodes) {
        if (episodes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return transactions.read(session -> session.createQuery(
                        "SELECT id FROM EpisodeEntity WHERE id IN (:ids) AND takenOverAt IS NOT NULL AND endedAt IS NULL",
                        UUID.class)
                .setParameter("ids", episodes.stream().map(EpisodeId::value).toList())
                .getResultList()
                .map(ids -> ids.stream().map(EpisodeId::new).toList()));
    }
}
