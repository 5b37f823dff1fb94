package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.rollout.SuccessRate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final List<EpisodeRow> ROWS = List.of(
            Episodes.done(0),
            Episodes.row(1, EpisodeRow.Ending.STEP_LIMIT, true, .9, List.of("cup")),
            Episodes.row(2, EpisodeRow.Ending.POLICY_FAULT, false, .1, List.of()),
            Episodes.row(3, EpisodeRow.Ending.NOT_SET_UP, true, null, List.of()));

    @Test
    void countsByTaskInAllAndInVocabulary() {
        Summary summary = Summary.of(ROWS);

        assertThat(summary.all()).isEqualTo(new SuccessRate(1, 3));
        assertThat(summary.inVocabulary()).isEqualTo(new SuccessRate(1, 2));
        assertThat(summary.wrongObject()).isEqualTo(new SuccessRate(1, 3));
        assertThat(summary.tasks())
                .containsEntry("blocks-and-bowls even", new SuccessRate(1, 2))
                .containsEntry("blocks-and-bowls odd", new SuccessRate(0, 1));
        assertThat(summary.notSetUp()).isEqualTo(1);
        assertThat(summary.steps()).isEqualTo(41);
    }

    @Test
    void showsEveryRateWithItsCountsAndInterval() {
        Map<String, Object> arguments = Map.of("policy", "arm", "version", "abc");
        Report report = new Report(arguments, Summary.of(ROWS));

        assertThat(report.table())
                .contains("arm, version abc")
                .contains("all                       1/3      33.3 %    6.1 to  79.2 %")
                .contains("1 more could not be set up");
        assertThat(report.json())
                .contains("\"policy\" : \"arm\"")
                .contains("\"wilson_low\" : 0.0614")
                .contains("\"not_set_up\" : 1");
    }

    @Test
    void nothingIsNoRate() {
        Summary summary = Summary.of(List.of());

        assertThat(summary.all()).isNull();
        assertThat(new Report(Map.of(), summary).table()).contains("all            none");
    }
}
