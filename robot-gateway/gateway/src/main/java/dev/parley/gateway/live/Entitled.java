package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** To whom a reserved place belongs. */
public interface Entitled {
    /** The header in which an operator's key travels: Authorization is the viewer's own, which ends its session. */
    String OPERATOR = "X-Parley-Operator";

    /**
     * Whether whoever sends this request may sit in a reserved place of the episode. A database that is away entitles nobody, and keeps
     * nobody from watching.
     *
     * @param operator {@code Bearer KEY} where it was sent
     * @return fails with TOKEN_REFUSED for a key that is none
     */
    Uni<Boolean> to(EpisodeId episode, Optional<String> operator);
}
