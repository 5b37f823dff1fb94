package dev.parley.ui.episode;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Episodes as tests of what is shown of them need them. */
public final class TestEpisodes {
    private TestEpisodes() {}

    public static EpisodeData of(EpisodeState state, List<Outcome> outcomes) {
        return of(state, state.terminal() ? Optional.of(EndReason.TASK_DONE) : Optional.empty(), outcomes);
    }

    public static EpisodeData of(EpisodeState state, Optional<EndReason> reason, List<Outcome> outcomes) {
        return new EpisodeData(
                EpisodeId.random(),
                PromptId.random(),
                TurnId.random(),
                AuthorId.random(),
                StationId.random(),
                "Sim 1",
                StationKind.SIMULATOR,
                new Fence(1),
                1,
                state,
                reason,
                Optional.empty(),
                Optional.of("lift it"),
                Optional.empty(),
                "bench",
                "arm",
                "ab".repeat(32),
                Optional.of("lift"),
                Optional.of("it is in the air"),
                1,
                "{}",
                100,
                OptionalInt.empty(),
                10,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                outcomes,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
