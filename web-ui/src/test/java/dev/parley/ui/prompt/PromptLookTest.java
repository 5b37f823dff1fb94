package dev.parley.ui.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.ui.episode.TestEpisodes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptLookTest {
    private static final PromptId PROMPT = PromptId.random();
    private static final AuthorId AUTHOR = AuthorId.random();

    /** An episode ends a moment before its turn: a page that showed something else meanwhile would take the video away and back. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOST")
    void episodeStaysFromItsBeginningUntilItsTurnHasEndedToo(EpisodeState state) {
        EpisodeData episode = TestEpisodes.of(state, List.of());
        assertThat(look(TurnState.ASSIGNED, episode).episode()).contains(episode);
        assertThat(look(TurnState.DONE, episode).episode()).contains(episode);
    }

    @ParameterizedTest
    @EnumSource
    void lostEpisodeIsGoneWhileItsTurnIsOnAStationAgain(TurnState turn) {
        EpisodeData lost = TestEpisodes.of(EpisodeState.LOST, List.of());
        assertThat(look(turn, lost).episode().isEmpty()).isEqualTo(turn == TurnState.ASSIGNED);

        EpisodeData next = TestEpisodes.of(EpisodeState.CREATED, List.of());
        assertThat(look(turn, lost, next).episode()).contains(next);
    }

    private static PromptLook look(TurnState turn, EpisodeData... episodes) {
        PromptData prompt = new PromptData(
                PROMPT,
                AUTHOR,
                PromptState.QUEUED,
                Optional.of("lift it"),
                Optional.empty(),
                "bench",
                "arm",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                List.of(turn(turn)),
                List.of(episodes));
        return new PromptLook(prompt, "Bench", Optional.empty(), List.of(), List.of());
    }

    private static TurnData turn(TurnState state) {
        return new TurnData(
                TurnId.random(),
                PROMPT,
                AUTHOR,
                state,
                new Placement(PriorityClass.PUBLIC, 1, 1),
                "bench",
                "arm",
                "ab".repeat(32),
                "arm6",
                "ee-delta",
                Optional.empty(),
                Optional.of("lift it"),
                Optional.empty(),
                Optional.empty(),
                1,
                100,
                0,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
