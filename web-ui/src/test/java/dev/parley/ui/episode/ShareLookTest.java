package dev.parley.ui.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.family.FamilyData;
import dev.parley.core.family.FamilyId;
import dev.parley.core.family.Tries;
import dev.parley.core.station.StationKind;
import dev.parley.ui.parts.FamilyRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ShareLookTest {
    private static final String ORIGIN = "https://parley.example";

    @Test
    void linkSaysWhatWasAskedOfWhichBodyAndHowOftenSuchAsksAreDone() {
        ShareLook look = new ShareLook(episode(EpisodeState.TERMINATED), Optional.of(family(7, 10)), ORIGIN, true);
        assertThat(look.title()).isEqualTo("A simulated robot was asked: “lift it”");
        assertThat(look.description())
                .isEqualTo("Asked 12 times so far. Simulation: 70 % done (40 to 89), 10 tries, judged by the scene."
                        + " Watch the replay, then say how it went.");
        assertThat(look.image()).startsWith(ORIGIN + "/api/v1/episodes/").endsWith("/poster/main.jpg");
        assertThat(look.url()).startsWith(ORIGIN + "/episodes/");
    }

    @Test
    void howThisOneWentIsNotSaidWhileOutcomesAreHidden() {
        ShareLook hidden = new ShareLook(episode(EpisodeState.TERMINATED), Optional.of(family(1, 1)), ORIGIN, true);
        assertThat(hidden.description()).doesNotContain("Done", "done", "100");
        ShareLook open = new ShareLook(episode(EpisodeState.TERMINATED), Optional.empty(), ORIGIN, false);
        assertThat(open.description()).contains("This one: Done");
    }

    @Test
    void episodeThatRunsIsThereToWatchAndWithoutAnOriginThereIsNoPicture() {
        ShareLook look = new ShareLook(episode(EpisodeState.RUNNING), Optional.empty(), "", true);
        assertThat(look.description()).isEqualTo("Watch it live.");
        assertThat(look.pictured()).isFalse();
    }

    private static FamilyRow family(int done, int judged) {
        return FamilyRow.of(
                new FamilyData(
                        FamilyId.ofTask("bench", "lift"),
                        "bench",
                        Optional.of("lift"),
                        "lift it",
                        12,
                        1,
                        Instant.EPOCH,
                        List.of(new Tries("arm", "ab".repeat(32), StationKind.SIMULATOR, done, judged, 0, 0))),
                "Bench",
                true);
    }

    private static EpisodeData episode(EpisodeState state) {
        return TestEpisodes.of(state, List.of(new Outcome("scene", Outcome.Result.SUCCESS, OptionalDouble.empty())));
    }
}
