package dev.parley.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import dev.parley.ui.bridge.Names;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void addressKeepsTheWholeSearch() {
        Search search = new Search(
                "red & blue",
                true,
                Optional.of(Standing.OUT_OF_TIME),
                Optional.of(Outcome.Result.NOT_SCORED),
                Optional.of("blocks-and-bowls"),
                Optional.of("random"),
                Optional.of(StationKind.REAL_ROBOT),
                true,
                Optional.of(Instant.parse("2026-01-31T12:00:00.123456Z")));
        assertThat(Search.from(query(search.address()))).isEqualTo(search);
    }

    @Test
    void unknownNamesAndEmptyChoicesInAnAddressAreLeftOut() {
        assertThat(Search.from(Map.of(
                        "state",
                        "sleeping",
                        "outcome",
                        "splendid",
                        "scene",
                        "",
                        "body",
                        "moon",
                        "before",
                        "yesterday")))
                .isEqualTo(Search.ALL);
        assertThat(Search.ALL.address()).isEqualTo("/explore");
    }

    @Test
    void rehearsalIsNotCalledARealRobot() {
        Names.Known none = new Names.Known(Map.of(), Map.of(), List.of());
        assertThat(Search.from(Map.of("body", "real-robot")).describe(none)).isEqualTo(", on real robots");
        assertThat(Search.from(Map.of("body", "rehearsal")).describe(none)).isEqualTo(", rehearsed in simulation");
        assertThat(Search.from(Map.of("body", "simulator")).describe(none)).isEqualTo(", simulated");
    }

    @Test
    void wordsAreLookedForByMeaningUnlessTheNewestAreWanted() {
        assertThat(Search.from(Map.of("q", "red")).closest()).isTrue();
        assertThat(Search.from(Map.of("q", "red", "sort", "newest")).closest()).isFalse();
        assertThat(Search.from(Map.of("q", "red")).withNewest(true).address()).isEqualTo("/explore?q=red&sort=newest");
        assertThat(Search.ALL.closest()).isFalse();
    }

    @Test
    void everyStateIsFoundUnderExactlyOneStandingThatTellsNothing() {
        Set<EpisodeState> found = EnumSet.noneOf(EpisodeState.class);
        for (Standing standing : Standing.values()) {
            for (EpisodeState state : standing.telling() ? Set.<EpisodeState>of() : standing.states()) {
                assertThat(found.add(state)).as("%s under %s", state, standing).isTrue();
            }
        }
        assertThat(found).containsExactlyInAnyOrder(EpisodeState.values());
    }

    @Test
    void outcomesAreShownOnlyToWhoeverAskedForThem() {
        assertThat(Search.ALL.outcomesShown()).isFalse();
        assertThat(Search.from(Map.of("state", "ended")).outcomesShown()).isFalse();
        for (Map<String, String> asking : Set.of(
                Map.of("outcomes", "shown"),
                Map.of("outcome", "success"),
                Map.of("state", "by-itself"),
                Map.of("state", "out-of-time"))) {
            assertThat(Search.from(asking).outcomesShown()).as("%s", asking).isTrue();
        }
    }

    private static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
