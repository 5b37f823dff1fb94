package dev.parley.core.family;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EpisodeSearch;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * What people asked for, by what it means. A prompt is here a moment after its commit; answers may be a few seconds old, and are
 * shared by everybody who asks for the same.
 */
public interface Families {
    /** Families that mean the like, or have these words; at most {@code most}, best first. */
    Uni<Found> search(Wanted wanted, int most);

    /**
     * Episodes of prompts that mean the like, nearest first, newest first among those.
     *
     * @param filter its text and its time are not looked at
     */
    Uni<List<EpisodeId>> episodes(Wanted wanted, EpisodeSearch filter);

    Uni<Optional<FamilyData>> find(FamilyId id);

    /** Empty for a prompt without words, and for a new one for a moment. */
    Uni<Optional<FamilyId>> of(PromptId prompt);

    /** Ways to ask for it, the most usual first. */
    Uni<List<Phrasing>> phrasings(FamilyId id, int most);

    /** Its episodes that have ended, newest first. */
    Uni<List<EpisodeId>> clips(FamilyId id, int most);

    /** Those asked most often, that first. */
    Uni<List<FamilyData>> mostAsked(Optional<String> sceneId, int most);

    /** How all versions of a policy did, by family. */
    Uni<List<Attempted>> attemptedBy(String policyName);

    /** How all versions of a policy did where a goal picture was shown. */
    Uni<List<Tries>> byPicture(String policyName);

    /** Tasks that nobody has asked for; which ones changes with what is asked. */
    Uni<List<Untried>> untried(Optional<String> sceneId, int most);
}
