package dev.parley.ui.explore;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.StationWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that the list shows, as its template reads it.
 *
 * @param beside what is shown beside the episodes
 * @param hide whether this installation hides outcomes until one's own vote
 * @param newest id of the newest of all episodes, listed here or not
 */
public record ExploreLook(
        Search search, List<EpisodeData> found, Beside beside, Names.Known names, boolean hide, String newest) {
    static final int PAGE = 24;

    /** A group of choices, each an address parameter. */
    public record Group(String name, String label, List<Choice> choices) {}

    public record Choice(String value, String label, boolean on) {}

    public boolean outcomes() {
        return !hide || search.outcomesShown();
    }

    public String text() {
        return search.text();
    }

    public List<TileLook> tiles() {
        return found.stream()
                .map(episode -> new TileLook(episode, names.policy(episode.policyName()), outcomes()))
                .toList();
    }

    public boolean narrowed() {
        return search.narrowed();
    }

    public String described() {
        return search.describe(names);
    }

    public String count() {
        boolean more = found.size() == PAGE;
        String age = search.closest() ? "nearest" : search.before().isPresent() ? "older" : "newest";
        return (more ? found.size() + " " + age : String.valueOf(found.size()))
                + (found.size() == 1 ? " episode" : " episodes")
                + described();
    }

    /** The page further back; empty on the last one. */
    public String older() {
        return found.size() == PAGE && !search.closest()
                ? search.withBefore(Optional.of(found.getLast().createdAt())).address()
                : "";
    }

    /** Back to the newest of this search. */
    public String first() {
        return search.withBefore(Optional.empty()).address();
    }

    public boolean paged() {
        return search.before().isPresent();
    }

    /** Whether words are searched for, so that there is a choice of order. */
    public boolean searched() {
        return !search.text().isEmpty();
    }

    public boolean closest() {
        return search.closest();
    }

    public String closestAddress() {
        return search.withNewest(false).address();
    }

    public String newestAddress() {
        return search.withNewest(true).address();
    }

    /** Whether the encoder is away, so that only words were compared. */
    public boolean wordsAlone() {
        return search.closest() && !beside.byMeaning();
    }

    public boolean outcomesChosen() {
        return search.outcomes();
    }

    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(
                "state",
                "How it stands",
                choices(
                        Arrays.stream(Standing.values())
                                .filter(standing -> !standing.telling() || outcomes())
                                .map(standing -> new Choice(
                                        Search.name(standing),
                                        standing.label(),
                                        search.standing()
                                                .filter(standing::equals)
                                                .isPresent()))
                                .toList(),
                        search.standing().isEmpty())));
        groups.add(new Group(
                "outcome",
                "What it achieved",
                choices(
                        Arrays.stream(Outcome.Result.values())
                                .map(result -> new Choice(
                                        Search.name(result),
                                        EpisodeWords.sign(result).word(),
                                        search.result().filter(result::equals).isPresent()))
                                .toList(),
                        search.result().isEmpty())));
        groups.add(new Group(
                "body",
                "Body",
                choices(
                        Arrays.stream(StationKind.values())
                                .map(kind -> new Choice(
                                        Search.name(kind),
                                        StationWords.kind(kind),
                                        search.body().filter(kind::equals).isPresent()))
                                .toList(),
                        search.body().isEmpty())));
        if (names.scenes().size() > 1) {
            groups.add(new Group(
                    "scene",
                    "Scene",
                    choices(
                            names.scenes().entrySet().stream()
                                    .map(scene -> named(scene.getKey(), scene.getValue(), search.scene()))
                                    .toList(),
                            search.scene().isEmpty())));
        }
        if (names.policies().size() > 1) {
            groups.add(new Group(
                    "policy",
                    "Policy",
                    choices(
                            names.policies().entrySet().stream()
                                    .map(policy -> named(policy.getKey(), policy.getValue(), search.policy()))
                                    .toList(),
                            search.policy().isEmpty())));
        }
        return groups;
    }

    private static Choice named(String value, String label, Optional<String> chosen) {
        return new Choice(value, label, chosen.filter(value::equals).isPresent());
    }

    private static List<Choice> choices(List<Choice> some, boolean any) {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice("", "Any", any));
        all.addAll(some);
        return all;
    }
}
