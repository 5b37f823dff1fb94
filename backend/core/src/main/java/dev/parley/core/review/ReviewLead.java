package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What whoever leads the reviews sees and sets. It does not ask who may. */
public interface ReviewLead {
    /**
     * How far the desk is. It says nothing of any one clip: whoever leads may have to decide it, and that blind.
     *
     * @param unseen episodes that nobody has looked at
     * @param open episodes that have some of their raters
     * @param disputed episodes whose raters do not agree
     */
    record Overview(long unseen, long open, long disputed, long settled, long claimed) {}

    Uni<Overview> overview();

    /** Everybody who has said something, by name. */
    Uni<List<RaterStanding>> raters();

    /** The newest first. */
    Uni<List<GoldQuestion>> gold();

    /**
     * Makes an episode a question with a known answer; one that was retired is asked again.
     *
     * @param result DONE or NOT_DONE
     * @throws dev.parley.core.problem.ParleyException EPISODE_UNKNOWN, REVIEW_MALFORMED or STATE_CONFLICT in the Uni
     */
    Uni<Void> setGold(EpisodeId episode, ReviewResult result, Actor by, String reason);

    /** Asks it no more; what was answered stays judged. EPISODE_UNKNOWN in the Uni where it is none. */
    Uni<Void> retireGold(EpisodeId episode, Actor by, String reason);
}
