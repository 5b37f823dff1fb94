package dev.parley.ui.ask;

import com.vaadin.flow.router.QueryParameters;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.core.station.WantedBody;
import java.util.Optional;

/**
 * What a link to the Ask page fills in beforehand: "ask again" keeps words, goal picture, table, policy, seed and body.
 *
 * @param ended an episode whose end shall be the goal
 */
public record Wish(
        Optional<String> text,
        Optional<GoalImageId> picture,
        Optional<String> sceneId,
        Optional<String> policyName,
        Optional<Long> seed,
        Optional<EpisodeId> ended,
        Optional<WantedBody> body) {
    /** Ignores a picture or seed that cannot be one: a link is no reason to refuse a page. */
    static Wish from(QueryParameters query) {
        return new Wish(
                query.getSingleParameter("text"),
                query.getSingleParameter("picture").flatMap(Wish::picture),
                query.getSingleParameter("scene"),
                query.getSingleParameter("policy"),
                query.getSingleParameter("seed").flatMap(Wish::seed),
                query.getSingleParameter("ended").flatMap(Wish::ended),
                query.getSingleParameter("body").flatMap(WantedBody::parse));
    }

    private static Optional<EpisodeId> ended(String text) {
        try {
            return Optional.of(EpisodeId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<GoalImageId> picture(String text) {
        try {
            return Optional.of(GoalImageId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> seed(String text) {
        try {
            return Optional.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
