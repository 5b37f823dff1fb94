package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.WaitEstimates.Reason;
import dev.parley.core.station.StationKind;
import dev.parley.core.turn.TurnState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The house's rules for words, over everything that a state can make a page say. */
class EveryStateHasWordsTest {
    @Test
    void noSentenceCheersBlamesOrUsesTheMachinesWords() {
        assertThat(sentences()).allSatisfy(sentence -> {
            assertThat(sentence).isNotBlank().doesNotContain("!");
            assertThat(sentence.toLowerCase(Locale.ROOT))
                    .doesNotContain(
                            "queue",
                            "truncated",
                            "oops",
                            "please",
                            "latency",
                            "smart",
                            "confused",
                            "safe",
                            "instantly");
        });
    }

    @Test
    void everySentenceEndsAsOne() {
        for (EndReason reason : EndReason.values()) {
            assertThat(EpisodeWords.sentence(reason)).endsWith(".");
        }
        for (EpisodeState state : EpisodeState.values()) {
            assertThat(EpisodeWords.sentence(state, "Sim 1")).endsWith(".");
        }
        for (Reason reason : Reason.values()) {
            assertThat(WaitWords.reason(reason)).endsWith(".");
        }
    }

    @Test
    void whatAnEndMeansForThePolicyFollowsItsCause() {
        for (EndReason reason : EndReason.values()) {
            String sentence = EpisodeWords.sentence(reason);
            switch (reason.cause()) {
                case TASK -> assertThat(sentence).doesNotContain("count");
                case POLICY -> assertThat(sentence).endsWith("This counts as not done.");
                case CENSORED -> assertThat(sentence).endsWith("does not count for or against the policy.");
            }
        }
    }

    @Test
    void endsAndOutcomesNeverShareAWord() {
        List<String> ends = Arrays.stream(EpisodeState.values())
                .map(state -> EpisodeWords.sign(state).word())
                .toList();
        List<String> outcomes = Arrays.stream(Outcome.Result.values())
                .map(result -> EpisodeWords.sign(result).word())
                .toList();
        assertThat(ends).doesNotHaveDuplicates().doesNotContainAnyElementsOf(outcomes);
        assertThat(outcomes).doesNotHaveDuplicates();
    }

    @Test
    void redIsForStopAlone() {
        assertThat(Arrays.stream(EpisodeState.values())
                        .map(state -> EpisodeWords.sign(state).tone()))
                .doesNotContain(Tone.STOP);
        assertThat(Arrays.stream(Outcome.Result.values())
                        .map(result -> EpisodeWords.sign(result).tone()))
                .doesNotContain(Tone.STOP);
        assertThat(Arrays.stream(StationWords.Standing.values())
                        .filter(standing -> StationWords.sign(standing).tone() == Tone.STOP))
                .containsExactly(StationWords.Standing.STOPPED);
    }

    private static List<String> sentences() {
        List<String> all = new ArrayList<>();
        for (EpisodeState state : EpisodeState.values()) {
            all.add(EpisodeWords.sign(state).word());
            all.add(EpisodeWords.sentence(state, "Sim 1"));
        }
        for (EndReason reason : EndReason.values()) {
            all.add(EpisodeWords.sentence(reason));
        }
        for (Outcome.Result result : Outcome.Result.values()) {
            all.add(EpisodeWords.sign(result).word());
        }
        for (PromptState state : PromptState.values()) {
            all.add(PromptWords.sign(state).word());
        }
        for (TurnState state : TurnState.values()) {
            all.add(PromptWords.sign(state).word());
        }
        for (Reason reason : Reason.values()) {
            all.add(WaitWords.reason(reason));
        }
        for (StationWords.Standing standing : StationWords.Standing.values()) {
            all.add(StationWords.sign(standing).word());
        }
        for (StationKind kind : StationKind.values()) {
            all.add(StationWords.kind(kind));
            all.add(StationWords.meaning(kind));
            all.add(StationWords.phrase(kind, "an arm"));
        }
        all.add(WaitWords.unknown());
        return all;
    }
}
