package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Outcome;
import dev.parley.core.problem.ParleyException;
import dev.parley.station.v1.DetectorGuess;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeReport;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.SceneJudgement;
import org.junit.jupiter.api.Test;

class EpisodeReportsTest {
    private static final String DIGEST = "ef".repeat(32);

    private final EpisodeReports reports = new EpisodeReports(new ObjectMapper());

    @Test
    void guessIsTakenOverBesideTheJudgement() {
        Episodes.Report report = reports.of(end(guess().setProbability(0.93)));

        assertThat(report.guess().orElseThrow().probability()).hasValue(0.93);
        assertThat(report.judgement().orElseThrow().result()).isEqualTo(Outcome.Result.FAILURE);
    }

    @Test
    void silentDetectorsReasonIsTakenOver() {
        Episodes.Report report = reports.of(end(guess().setSilence("It knows nothing of this scene.")));

        assertThat(report.guess().orElseThrow().silence()).contains("It knows nothing of this scene.");
        assertThat(report.guess().orElseThrow().probability()).isEmpty();
    }

    @Test
    void guessThatIsNoneIsRefusedInWords() {
        assertThatThrownBy(() -> reports.of(end(guess().setProbability(Double.NaN))))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> reports.of(end(guess())))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("either a probability or a reason");
        assertThatThrownBy(() -> reports.of(end(guess().setProbability(0.5).setDigest("short"))))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("64");
    }

    @Test
    void howFarThePolicyKnewTheWordsIsTakenOverBesideTheJudgement() {
        Episodes.Report report = reports.of(knowing(0.12));

        assertThat(report.familiarity().orElseThrow().known()).isEqualTo(0.12);
        assertThat(report.familiarity().orElseThrow().unfamiliar()).isTrue();
        assertThat(reports.of(end(guess().setProbability(0.5))).familiarity()).isEmpty();
    }

    @Test
    void familiarityThatIsNoProbabilityIsRefusedInWords() {
        assertThatThrownBy(() -> reports.of(knowing(1.5)))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("0 to 1, not 1.5");
    }

    private static EpisodeEvent knowing(double known) {
        EpisodeEvent.Builder event = end(guess().setProbability(0.5)).toBuilder();
        event.getReportBuilder().getFamiliarityBuilder().setKnown(known).setUnfamiliar(true);
        return event.build();
    }

    private static DetectorGuess.Builder guess() {
        return DetectorGuess.newBuilder().setDetector("arm-detector").setDigest(DIGEST);
    }

    private static EpisodeEvent end(DetectorGuess.Builder guess) {
        return EpisodeEvent.newBuilder()
                .setState(EpisodeState.EPISODE_STATE_TRUNCATED)
                .setEndReason(EndReason.END_REASON_STEP_LIMIT)
                .setReport(EpisodeReport.newBuilder()
                        .setJudgement(SceneJudgement.newBuilder().setResult(JudgeResult.JUDGE_RESULT_FAILURE))
                        .setDetectorGuess(guess))
                .build();
    }
}
