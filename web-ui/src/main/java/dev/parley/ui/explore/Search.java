package dev.parley.ui.explore;

import com.vaadin.flow.router.QueryParameters;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Explore lists, as its address says.
 *
 * @param outcomes whether the reader asked to see outcomes before voting
 */
record Search(
        String text,
        Optional<Standing> standing,
        Optional<Outcome.Result> result,
        Optional<String> scene,
        Optional<String> policy,
        boolean outcomes) {
    static final Search ALL =
            new Search("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** How episodes stand, coarsely enough to choose from. */
    enum Standing {
        RUNNING("Running now", EnumSet.range(EpisodeState.CREATED, EpisodeState.FINALIZING)),
        ENDED("Ended by itself", EnumSet.of(EpisodeState.TERMINATED)),
        OUT_OF_TIME("Out of time", EnumSet.of(EpisodeState.TRUNCATED)),
        CUT_SHORT("Aborted or lost", EnumSet.of(EpisodeState.ABORTED, EpisodeState.LOST));

        private final String label;
        private final Set<EpisodeState> states;

        Standing(String label, Set<EpisodeState> states) {
            this.label = label;
            this.states = states;
        }

        String label() {
            return label;
        }
    }

    static Search from(QueryParameters query) {
        return new Search(
                query.getSingleParameter("q").orElse("").strip(),
                query.getSingleParameter("state").flatMap(name -> named(Standing.class, name)),
                query.getSingleParameter("outcome").flatMap(name -> named(Outcome.Result.class, name)),
                query.getSingleParameter("scene"),
                query.getSingleParameter("policy"),
                query.getSingleParameter("outcomes").filter("shown"::equals).isPresent());
    }

    QueryParameters toQuery() {
        Map<String, String> query = new LinkedHashMap<>();
        if (!text.isEmpty()) {
            query.put("q", text);
        }
        standing.ifPresent(value -> query.put("state", name(value)));
        result.ifPresent(value -> query.put("outcome", name(value)));
        scene.ifPresent(value -> query.put("scene", value));
        policy.ifPresent(value -> query.put("policy", value));
        if (outcomes) {
            query.put("outcomes", "shown");
        }
        return QueryParameters.simple(query);
    }

    EpisodeSearch toEpisodeSearch(Optional<Instant> before, int limit) {
        return new EpisodeSearch(
                Optional.of(text).filter(words -> !words.isEmpty()),
                standing.map(value -> value.states).orElse(Set.of()),
                scene,
                policy,
                result,
                before,
                limit);
    }

    /** Filtering by outcome shows outcomes whether one wants to or not. */
    boolean outcomesShown() {
        return outcomes || result.isPresent();
    }

    boolean narrowed() {
        return !text.isEmpty() || standing.isPresent() || result.isPresent() || scene.isPresent() || policy.isPresent();
    }

    /** " with “red” in its words, out of time": what narrows the list, for a sentence. */
    String describe() {
        StringBuilder words = new StringBuilder();
        if (!text.isEmpty()) {
            words.append(" with “").append(text).append("”");
        }
        standing.ifPresent(value -> words.append(", ").append(value.label().toLowerCase(Locale.ROOT)));
        scene.ifPresent(value -> words.append(", on ").append(value));
        policy.ifPresent(value -> words.append(", by ").append(value));
        return words.toString();
    }

    Search withText(String words) {
        return new Search(words.strip(), standing, result, scene, policy, outcomes);
    }

    Search withStanding(Optional<Standing> value) {
        return new Search(text, value, result, scene, policy, outcomes);
    }

    Search withResult(Optional<Outcome.Result> value) {
        return new Search(text, standing, value, scene, policy, outcomes);
    }

    Search withScene(Optional<String> value) {
        return new Search(text, standing, result, value, policy, outcomes);
    }

    Search withPolicy(Optional<String> value) {
        return new Search(text, standing, result, scene, value, outcomes);
    }

    Search withOutcomes(boolean value) {
        return new Search(text, standing, result, scene, policy, value);
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        for (E value : type.getEnumConstants()) {
            if (name(value).equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
