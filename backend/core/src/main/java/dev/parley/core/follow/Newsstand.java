package dev.parley.core.follow;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.prompt.PromptRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What a person wants to be told, for every page they open: it outlives the page, the browser and the server. */
public interface Newsstand {
    /**
     * Newest wish first; what was put away is not there, nor a line where they have asked since. A line is open to them when they
     * would be let in, which is later for whoever asked a lot.
     */
    Uni<List<News>> of(Author reader);

    /**
     * Puts away that a prompt has come as far as this; what comes after is told.
     *
     * @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni
     */
    Uni<Void> putAway(Author reader, PromptId prompt, News.Stage stage);

    /**
     * Remembers that somebody was turned away, with what they wanted to ask. Another one for the same scene and policy takes its
     * place.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: SCENE_UNKNOWN or POLICY_UNKNOWN where the request names none or
     *     one that is not there, CONSENT_NEEDED, RATE_LIMITED
     */
    Uni<Void> tellWhenOpen(PromptRequest wanted, Author author);

    /**
     * They think otherwise; whoever asks there need not say it.
     *
     * @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni
     */
    Uni<Void> forget(Author reader, String sceneId, String policyName);
}
