package dev.parley.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.ui.explore.Search.Standing;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void addressKeepsTheWholeSearch() {
        Search search = Search.ALL
                .withText(" red cube ")
                .withStanding(Optional.of(Standing.OUT_OF_TIME))
                .withResult(Optional.of(Outcome.Result.NOT_SCORED))
                .withScene(Optional.of("blocks-and-bowls"))
                .withPolicy(Optional.of("random"))
                .withOutcomes(true);
        assertThat(Search.from(search.toQuery())).isEqualTo(search);
    }

    @Test
    void unknownNamesInAnAddressAreLeftOut() {
        Search search = Search.from(QueryParameters.fromString("state=sleeping&outcome=splendid"));
        assertThat(search).isEqualTo(Search.ALL);
    }

    @Test
    void everyStateIsFoundUnderExactlyOneStanding() {
        Set<EpisodeState> found = EnumSet.noneOf(EpisodeState.class);
        for (Standing standing : Standing.values()) {
            for (EpisodeState state : Search.ALL
                    .withStanding(Optional.of(standing))
                    .toEpisodeSearch(Optional.empty(), 1)
                    .states()) {
                assertThat(found.add(state)).as("%s under %s", state, standing).isTrue();
            }
        }
        assertThat(found).containsExactlyInAnyOrder(EpisodeState.values());
    }

    @Test
    void outcomesAreShownOnlyToWhoeverAskedForThem() {
        assertThat(Search.ALL.outcomesShown()).isFalse();
        assertThat(Search.ALL.withOutcomes(true).outcomesShown()).isTrue();
        assertThat(Search.ALL.withResult(Optional.of(Outcome.Result.SUCCESS)).outcomesShown())
                .isTrue();
    }
}
