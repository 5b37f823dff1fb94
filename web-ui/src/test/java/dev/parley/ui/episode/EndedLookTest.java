package dev.parley.ui.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndedLookTest {
    @Test
    void nobodyIsAskedToJudgeWhatSaysNothingAboutThePolicy() {
        EndedLook stopped = ended(EpisodeState.ABORTED, EndReason.STOPPED_BY_STAFF);
        assertThat(stopped.verdict().finding()).startsWith("Nothing was judged");
        assertThat(stopped.votable()).isFalse();
        assertThat(ended(EpisodeState.LOST, EndReason.CONTACT_LOST).votable()).isFalse();
        assertThat(ended(EpisodeState.TERMINATED, EndReason.TAKEN_OVER).votable())
                .isFalse();
    }

    @Test
    void whatTheTaskALimitOrThePolicyEndedIsJudged() {
        assertThat(ended(EpisodeState.TERMINATED, EndReason.TASK_DONE).votable())
                .isTrue();
        assertThat(ended(EpisodeState.TRUNCATED, EndReason.STEP_LIMIT).votable())
                .isTrue();
        assertThat(ended(EpisodeState.ABORTED, EndReason.POLICY_FAULT).votable())
                .isTrue();
    }

    private static EndedLook ended(EpisodeState state, EndReason reason) {
        EpisodeData episode = TestEpisodes.of(state, Optional.of(reason), List.of());
        return new EndedLook(new EpisodeLook(
                episode,
                "Bench",
                "Arm",
                Optional.empty(),
                false,
                AlikeOfEpisode.Alike.NOTHING,
                false,
                false,
                "https://parley.example",
                true));
    }
}
