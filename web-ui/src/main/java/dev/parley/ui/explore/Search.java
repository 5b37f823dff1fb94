package dev.parley.ui.explore;

import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import dev.parley.ui.bridge.Names;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Explore lists, as its address says.
 *
 * @param newest whether words are looked for as they stand, newest episode first, instead of the nearest meaning first
 * @param outcomes whether the reader asked to see outcomes before voting
 * @param before only older ones than this; a page further back
 */
record Search(
        String text,
        boolean newest,
        Optional<Standing> standing,
        Optional<Outcome.Result> result,
        Optional<String> scene,
        Optional<String> policy,
        Optional<StationKind> body,
        boolean outcomes,
        Optional<Instant> before) {
    private static final int LONGEST_TEXT = 200;
    private static final String PATH = "/explore";

    static final Search ALL = new Search(
            "",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());

    /** Names and times that do not exist are left out: an old link is no reason to refuse a page. */
    static Search from(Map<String, String> query) {
        String text = query.getOrDefault("q", "").strip();
        return new Search(
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                given(query, "sort").filter("newest"::equals).isPresent(),
                given(query, "state").flatMap(name -> named(Standing.class, name)),
                given(query, "outcome").flatMap(name -> named(Outcome.Result.class, name)),
                given(query, "scene"),
                given(query, "policy"),
                given(query, "body").flatMap(name -> named(StationKind.class, name)),
                given(query, "outcomes").filter("shown"::equals).isPresent(),
                given(query, "before").flatMap(Search::instant));
    }

    String address() {
        Map<String, String> query = new LinkedHashMap<>();
        if (!text.isEmpty()) {
            query.put("q", text);
        }
        if (newest) {
            query.put("sort", "newest");
        }
        standing.ifPresent(value -> query.put("state", name(value)));
        result.ifPresent(value -> query.put("outcome", name(value)));
        scene.ifPresent(value -> query.put("scene", value));
        policy.ifPresent(value -> query.put("policy", value));
        body.ifPresent(value -> query.put("body", name(value)));
        if (outcomes) {
            query.put("outcomes", "shown");
        }
        before.ifPresent(value -> query.put("before", value.toString()));
        return query.isEmpty()
                ? PATH
                : query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", PATH + "?", ""));
    }

    /** Whether what means the like is looked for, which has no order in time. */
    boolean closest() {
        return !text.isEmpty() && !newest;
    }

    EpisodeSearch toEpisodeSearch(int limit) {
        return new EpisodeSearch(
                Optional.of(text).filter(words -> !words.isEmpty()),
                standing.map(Standing::states).orElse(Set.of()),
                scene,
                policy,
                result,
                body,
                before,
                limit);
    }

    /** Filtering by outcome, or by how it came to its end, shows outcomes whether one wants to or not. */
    boolean outcomesShown() {
        return outcomes || result.isPresent() || standing.map(Standing::telling).orElse(false);
    }

    boolean narrowed() {
        return !text.isEmpty()
                || standing.isPresent()
                || result.isPresent()
                || scene.isPresent()
                || policy.isPresent()
                || body.isPresent();
    }

    /** " with “red” in its words, out of time": what narrows the list, for a sentence. */
    String describe(Names.Known names) {
        StringBuilder words = new StringBuilder();
        if (!text.isEmpty()) {
            words.append(closest() ? " close to “" : " with “").append(text).append("”");
        }
        standing.ifPresent(value -> words.append(", ").append(value.label().toLowerCase(Locale.ROOT)));
        scene.ifPresent(value -> words.append(", on ").append(names.scene(value)));
        policy.ifPresent(value -> words.append(", by ").append(names.policy(value)));
        body.map(Search::on).ifPresent(words::append);
        return words.toString();
    }

    private static String on(StationKind body) {
        return switch (body) {
            case SIMULATOR -> ", simulated";
            case REAL_ROBOT -> ", on real robots";
            case REHEARSAL -> ", rehearsed in simulation";
        };
    }

    Search withBefore(Optional<Instant> value) {
        return new Search(text, newest, standing, result, scene, policy, body, outcomes, value);
    }

    Search withNewest(boolean value) {
        return new Search(text, value, standing, result, scene, policy, body, outcomes, Optional.empty());
    }

    /** As it stands in an address. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<String> given(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        for (E value : type.getEnumConstants()) {
            if (name(value).equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
